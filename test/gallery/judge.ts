import type { Browser } from 'puppeteer';
import { axeFindings } from './checks/axe';
import { faintEdges } from './checks/edges';
import { EXEMPT } from './checks/exempt';
import { invisibleFocus } from './checks/focus';
import { faint } from './checks/ink';
import { wrongPopup, wrongSizes } from './checks/sizes';
import type { Finding } from './in-sheet/geometry';
import { type Cell, cellName, type Language, type Row, type Theme } from './model';
import type { Picture } from './pictures/picture';
import type { GalleryServer } from './server';
import { scaled } from './sheet';
import { type Look, TABLE, TESTED_LOOKS } from './table';
import { walk } from './walk';

export const CHECKS = [
  'drawn',
  'ink',
  'contrast',
  'icon',
  'edge',
  'cut',
  'overlap',
  'hit area',
  'native look',
  'disabled',
  'stacking',
  'size',
  'direction',
  'focus',
  'axe',
  'accepted',
] as const;
export type Check = (typeof CHECKS)[number];

export interface Judged {
  /** What each check found: the finding, and the cells that have it. */
  readonly found: Record<Check, string[]>;
  /** Keys of the messages that were drawn or said anywhere. */
  readonly said: ReadonlySet<string>;
}

interface Options {
  readonly rows?: readonly Row[];
  readonly looks?: readonly Look[];
  /** How a cell differs from what was accepted; not looked at where it is absent. */
  readonly compare?: (cell: Cell, picture: Picture) => string | undefined;
}

const isExempt = (cell: string, { check, what }: Finding) =>
  EXEMPT.some((one) => one.check === check && one.what.test(what) && (!one.cell || one.cell.test(cell)));

/** Draws every row in one language and asks every check. The keyboard and axe are asked once, where the language is English. */
export async function judge(
  browser: Browser,
  server: GalleryServer,
  language: Language,
  { rows = TABLE, looks = TESTED_LOOKS, compare }: Options = {},
): Promise<Judged> {
  const cells = new Map<string, Map<string, string[]>>(CHECKS.map((check) => [check, new Map()]));
  const said = new Set<string>();
  // Controls of one kind show the focus alike, in whatever cell they are.
  const tried: Record<Theme, Set<string>> = { light: new Set(), dark: new Set(), forced: new Set() };

  function note(cell: string, finding: Finding): void {
    if (isExempt(cell, finding)) return;
    const known = cells.get(finding.check);
    if (!known) throw new Error(`no check is called ${finding.check}`);
    known.set(finding.what, [...(known.get(finding.what) ?? []), cell]);
  }

  await walk(
    browser,
    server,
    language,
    async (sheet, shown) => {
      for (const keys of sheet.said) for (const key of keys) said.add(key);
      const probes = await sheet.probe();
      const whole = await sheet.lookAtAll();
      const [first] = shown;
      const isPlain = language === 'en' && first?.zoom === 100;
      const axe = isPlain && first.theme === 'light' ? await axeFindings(sheet) : [];
      for (const [index, cell] of shown.entries()) {
        const name = cellName(cell);
        const trouble = sheet.troubles.get(index);
        if (trouble) note(name, { check: 'drawn', what: trouble });
        const { findings = [], inked = [], edged = [], sizes = {} } = probes[index] ?? {};
        const area = sheet.areas[index];
        const difference = area && compare?.(cell, scaled(whole, area, sheet.density));
        const all = [
          ...findings,
          ...faint(whole, sheet.density, inked),
          ...faintEdges(whole, sheet.density, edged),
          ...wrongSizes(sizes, name),
          ...wrongPopup(sheet.asks[index]),
          ...(axe[index] ?? []),
        ];
        for (const finding of all) note(name, finding);
        if (difference) note(name, { check: 'accepted', what: `${name} ${difference}` });
      }
      if (!isPlain) return;
      for (const finding of await invisibleFocus(sheet, whole, tried[first.theme])) note(first.theme, finding);
    },
    { rows, looks },
  );

  const words = ([what, where]: [string, string[]]) =>
    `${what} (${where[0]}${where.length > 1 ? ` and ${where.length - 1} more` : ''})`;
  const found = Object.fromEntries(CHECKS.map((check) => [check, [...(cells.get(check) ?? [])].map(words)]));
  return { found: found as Judged['found'], said };
}
