import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Arena, openArena } from '../attacks/arena';
import { findCanaries } from '../attacks/canaries';
import { THEMES } from '../attacks/pages/all';
import { canariesOf, runAttack } from '../attacks/run';
import { runSuite, type Tally } from '../attacks/suite';
import { buildE2e } from '../support/build-e2e';

/** Mostly waiting, so that three browsers take a third of the time of one. */
const BROWSERS = 3;

describe('hostile pages', () => {
  let arenas: Arena[] = [];
  let tallies: Tally[] = [];
  beforeAll(async () => {
    const extension = buildE2e('chrome');
    arenas = await Promise.all(Array.from({ length: BROWSERS }, () => openArena(extension)));
    tallies = await runSuite(arenas, THEMES, 1);
  }, 900_000);
  afterAll(() => Promise.all(arenas.map((arena) => arena.close())));

  describe.each(Object.entries(THEMES))('%s', (_, attacks) => {
    it.each(attacks.map(({ name }) => name))('%s', (name) => {
      expect(tallies.find(({ attack }) => attack.name === name)?.failures).toEqual([]);
    });
  });

  it('would show a write and a leak', async () => {
    const [arena] = arenas as [Arena];
    const [task, other] = arena.tasks as [Arena['tasks'][number], Arena['tasks'][number]];
    const told = {
      name: 'told',
      rule: 'site mode',
      body: `<p>${task.title}: <a id="link" href="{{url}}">the notes</a></p>`,
    };
    const verdict = await runAttack(arena, told as never, task, other);
    expect([verdict.outcome, verdict.writes]).toEqual(['acted', [task.guid]]);
    expect(verdict.leaks).toEqual(['title 0', 'found by search']);
  });

  it('knows a canary however it is written', () => {
    const [arena] = arenas as [Arena];
    const [{ what, text }] = canariesOf(arena).slice(-3) as [{ what: string; text: string }];
    for (const written of [text, Buffer.from(`a${text}`).toString('base64'), `?x=${encodeURIComponent(text)}`])
      expect(findCanaries(`before ${written} after`, canariesOf(arena))).toContain(what);
  });
});
