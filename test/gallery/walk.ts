import puppeteer, { type Browser } from 'puppeteer';
import { type Cell, type Language, type Row, ZOOMS } from './model';
import { ZONE } from './samples/tasks';
import type { GalleryServer } from './server';
import { openSheet, type Sheet } from './sheet';
import { LOOKS, type Look, TABLE } from './table';

/** Root cannot use Chromium's own sandbox, and neither can most containers. */
const ARGS = [
  ...(process.getuid?.() === 0 || process.env.CI ? ['--no-sandbox'] : []),
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
];

/** A browser in the gallery's own zone; with a window where a person is to look. */
export const launchBrowser = (headless = true): Promise<Browser> =>
  puppeteer.launch({
    ...{ headless, pipe: true, args: headless ? ARGS : ARGS.slice(0, -1) },
    ...(!headless && { defaultViewport: null }),
    env: { ...process.env, TZ: ZONE },
  });

/** A sheet has no more than so many cells: one picture of all of them must stay within what a browser can draw at once. */
const MOST_CELLS = 40;

/** Rows that stand well beside each other. */
export function groupsOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const kinds = [
    rows.filter((row) => row.document === 'page'),
    rows.filter((row) => row.document === 'popup' && !row.tall),
    rows.filter((row) => row.tall),
    rows.filter((row) => row.document === 'options'),
  ];
  return kinds.flatMap((kind) => {
    const size = Math.ceil(kind.length / Math.ceil(kind.length / MOST_CELLS));
    return Array.from({ length: Math.ceil(kind.length / size) || 0 }, (_, n) => kind.slice(n * size, (n + 1) * size));
  });
}

/** A whole window is as high as it is at any zoom. */
const hasZoom = (row: Row) => !row.tall;

/** Sees one sheet in one look. */
export type Visit = (sheet: Sheet, cells: readonly Cell[]) => Promise<void>;

interface Part {
  readonly rows?: readonly Row[];
  readonly looks?: readonly Look[];
}

/** Draws every row in one language, in each of its looks. */
export async function walk(
  browser: Browser,
  server: GalleryServer,
  language: Language,
  visit: Visit,
  { rows = TABLE, looks: all = LOOKS }: Part = {},
): Promise<void> {
  const looks = all.filter((look) => look.language === language);
  const page = await browser.newPage();
  for (const zoom of ZOOMS.filter((one) => looks.some((look) => look.zoom === one)))
    for (const group of groupsOf(zoom === 100 ? rows : rows.filter(hasZoom))) {
      const sheet = await openSheet(page, server, group, language, zoom);
      for (const look of looks.filter((one) => one.zoom === zoom)) {
        await sheet.wear(look.theme);
        await visit(
          sheet,
          group.map((row) => ({ row, ...look })),
        );
      }
    }
  await page.close();
}
