import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Arena, openArena } from '../attacks/arena';
import type { Attack, Hands, PoolTask } from '../attacks/attack';
import { runAttack } from '../attacks/run';
import { buildE2e, ROOT } from '../support/build-e2e';

/** Every name of a custom property in our page sheets; a page may read them in our source as well. */
const NAMES = ['controls', 'acts']
  .map((folder) => readFileSync(join(ROOT, 'entrypoints', folder, 'style.css'), 'utf8'))
  .flatMap((css) => css.match(/--[a-z]+(?=:|\))/g) ?? []);

const register = (syntax: string, value: string) =>
  `for (const name of ${JSON.stringify([...new Set(NAMES)])})
    CSS.registerProperty({ name, syntax: '${syntax}', inherits: false, initialValue: '${value}' });`;

/** What a page can do to change how we look inside of a closed root. */
const TRICKS: readonly [string, Pick<Attack, 'head' | 'script'>][] = [
  ['properties of ours registered as times', { script: register('<time>', '0s') }],
  ['properties of ours registered as white', { script: register('<color>', '#fff') }],
  ['properties of ours registered as lengths', { script: register('<length>', '0px') }],
  [
    'properties of ours set on the root',
    { head: `<style>html, body, span { ${NAMES.map((name) => `${name}: 0s !important;`).join('')} }</style>` },
  ],
  [
    'a sheet on every element',
    {
      head: '<style>span, span *, button, svg, circle, i { color: #fff !important; fill: #fff !important; opacity: 0 !important; width: 0 !important; font: 0/0 a !important } ::before { content: "" !important } ::part(ring) { display: none }</style>',
    },
  ],
  [
    'fonts and keyframes with the names that we use',
    {
      head: '<style>@font-face { font-family: "sans-serif"; src: local("Courier New") } @keyframes turn { to { opacity: 0 } } @keyframes shrink { to { opacity: 0 } } @layer base { span { all: revert } } @counter-style disc { system: cyclic; symbols: x }</style>',
    },
  ],
];

describe('a page that wants to repaint us', () => {
  let arena: Arena;
  let asWeAre: string;
  beforeAll(async () => {
    arena = await openArena(buildE2e('chrome'), 2);
    asWeAre = await picture('as it is', {});
  });
  afterAll(() => arena?.close());

  /** The open bar on such a page, always of the same task. */
  async function picture(name: string, trick: Pick<Attack, 'head' | 'script'>): Promise<string> {
    const [, task] = arena.tasks as [PoolTask, PoolTask];
    let taken = '';
    const gesture = async (hands: Hands) => {
      const { x, y } = await hands.at();
      await hands.page.mouse.move(x, y, { steps: 3 });
      await hands.rest(900);
      // Only what is ours: the line of text stands outside of the bar.
      const clip = { x: x - 8, y: y - 8, width: 270, height: 16 };
      taken = await hands.page.screenshot({ clip, encoding: 'base64' });
    };
    const body = '<p style="margin:80px"><a id="link" href="{{url}}">x</a></p>';
    await runAttack(arena, { name, rule: 'closed root', body, ...trick, gesture }, task, task);
    return taken;
  }

  it('sees the bar at all', async () => {
    const { length } = asWeAre;
    const dark = await picture('dark', { head: '<style>body { background: #000 }</style>' });
    expect(length).toBeGreaterThan(0);
    expect(dark).not.toBe(asWeAre);
  });

  it.each(TRICKS)('has nothing from %s', async (name, trick) => {
    expect(await picture(name, trick)).toBe(asWeAre);
  });
});
