import { it } from 'vitest';
import type { PageState } from './life';
import type { Look } from './look/index';

/** What must hold of every page, in every walk. */
export const ASPECTS = {
  text: 'its text is as without the extension',
  model: 'its library sees the same markup and model',
  selection: 'what is selected is the same',
  history: 'its undo history is the same',
  console: 'its console is the same',
  tree: 'its own tree is the same',
  one: 'one ring stands at each address, and none elsewhere',
  stale: 'no ring can be pressed once its address is gone or another',
  near: 'each ring stands near its link',
  seen: 'each ring can be seen and pressed',
  closed: 'no ring stands in an editor or a button',
  steady: 'the rings are there again in the frame after the page is drawn anew',
  ground: 'each ring is drawn for the ground that it stands on',
} as const;

export type Aspect = keyof typeof ASPECTS;

/** Known faults that last as long as rings stand in the page's own tree. */
export const FAULTS = {
  F2: 'texts of the page are cut in two for a ring',
  F4: 'rings come before the page is finished',
  F5: 'an editor that draws its lines beside a hidden field is not recognised',
  F6: 'nothing looks whether the place of a ring is clipped or covered',
  F9: "rings are nodes of the page's own tree, and get into its copies",
  F10: 'a ring is a sibling that rules of the page see',
  F12: 'a ring out of the flow of a scaled part is off by the scale',
  F14: 'a viewer that watches its own tree takes rings away',
  F16: 'a ring is gone for a moment after each drawing',
  F17: 'all rings of a drawing hang behind it',
} as const;

export type Fault = keyof typeof FAULTS;

export type Troubles = Record<Aspect, string[]>;

export const noTroubles = (): Troubles =>
  Object.fromEntries(Object.keys(ASPECTS).map((aspect) => [aspect, []])) as unknown as Troubles;

const STATES = ['text', 'tree', 'model', 'selection', 'history'] as const;

/** How the state of a page differs from the same walk without the extension. */
export function compare(where: string, now: PageState, without: PageState, troubles: Troubles): void {
  for (const part of STATES) {
    const [is, was] = [now[part], without[part]].map((value) => JSON.stringify(value) ?? '');
    if (is !== was) troubles[part].push(`${where}: ${firstDifference(`${was}`, `${is}`)}`);
  }
}

function firstDifference(was: string, is: string): string {
  let at = 0;
  while (was[at] === is[at]) at += 1;
  const from = Math.max(0, at - 30);
  return `…${was.slice(from, at + 90)}… became …${is.slice(from, at + 90)}…`;
}

export function add(where: string, look: Look, troubles: Troubles, aspects: readonly (keyof Look & Aspect)[]): void {
  for (const aspect of aspects) troubles[aspect].push(...look[aspect].map((trouble) => `${where}: ${trouble}`));
}

/** Declares one test for each aspect; one with a known fault must fail for as long as the fault is there, and names it. */
export function declareAspects(faults: Partial<Record<Aspect, Fault>>, troubles: () => Troubles): void {
  for (const [aspect, title] of Object.entries(ASPECTS) as [Aspect, string][]) {
    const check = () => {
      const found = troubles()[aspect];
      if (found[0]) throw new Error([title, ...found].join('\n'));
    };
    const fault = faults[aspect];
    if (fault) it.fails(`${title} [${fault}: ${FAULTS[fault]}]`, check);
    else it(title, check);
  }
}
