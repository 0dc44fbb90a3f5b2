import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../sandbox/client';
import { type Chromium, launchChromium } from '../support/launch';
import { askAs, letTimePass } from '../support/own-page';
import { listenTo, signIn, until } from '../support/steps';
import { startWorld, type World } from '../support/world';

const TASKS = 40;
const HOUR_MS = 3_600_000;
/** What the user does with each task, in this order: two edits before the browser is started anew, three things after. */
const BEFORE = ['summary', 'description'] as const;
const AFTER = ['complete', 'summary', 'extra'] as const;
const EDITS = TASKS * (BEFORE.length + AFTER.length);

describe('an hour offline', () => {
  let world: World;
  let chromium: Chromium;
  let profile: string;
  const guids: string[] = [];

  const launch = () => launchChromium({ extension: world.extension, ports: world.ports, profile });
  beforeAll(async () => {
    world = await startWorld();
    profile = await mkdtemp(join(tmpdir(), 'tasklark-profile-'));
    chromium = await launch();
    await signIn(chromium, world.sandbox, { user: 'Anna Chen' });
    const token = world.sandbox.tokenFor('Anna Chen');
    while (guids.length < TASKS)
      await until('the next task to be made', async () => {
        const json = { summary: `Task ${guids.length}` };
        const { body } = await ask(world.sandbox, '/open-apis/task/v2/tasks', { token, json });
        if (body.code === 0) guids.push((body.data as { task: { guid: string } }).task.guid);
        return body.code === 0;
      });
  });
  afterAll(async () => {
    await chromium?.close();
    await world?.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  /** One thing done to every task; answers how many were acknowledged. */
  async function doToAll(page: Page, what: (typeof BEFORE | typeof AFTER)[number], turn: string): Promise<number> {
    let acknowledged = 0;
    for (const [index, guid] of guids.entries()) {
      const link = { id: randomUUID(), brand: 'feishu', guid } as const;
      const value = `${turn} ${what} ${index}`;
      const base = what === 'summary' && turn === 'first' ? `Task ${index}` : undefined;
      const answer =
        what === 'complete'
          ? await askAs(page, 'task.act', { ...link, action: 'complete' })
          : await askAs(page, 'task.patch', {
              ...link,
              patch: { [what]: value },
              base: { [what]: base ?? (what === 'summary' ? `first summary ${index}` : null) },
            });
      if (answer.ok) acknowledged += 1;
    }
    return acknowledged;
  }

  it('200 edits of 40 tasks survive a restart of the browser and arrive in order, politely', async () => {
    const { sandbox } = world;
    let options = await chromium.openOptions();
    // Looked at before: what is edited was seen.
    for (const guid of guids)
      await until('the task to be read', async () => (await askAs(options, 'task.read', { brand: 'feishu', guid })).ok);
    const online = sandbox.misbehave({ how: 'drop-before' });
    const heard = listenTo(sandbox);
    let done = 0;
    for (const what of BEFORE) done += await doToAll(options, what, 'first');
    // Nobody waits an hour: every time on the disk becomes an hour older, and the token is too old at Feishu's.
    expect(await letTimePass(options, HOUR_MS)).toBeGreaterThan(TASKS * 2);
    sandbox.expireTokens();
    await chromium.close();
    chromium = await launch();
    options = await chromium.openOptions();
    for (const what of AFTER) done += await doToAll(options, what, 'second');
    expect(done).toBe(EDITS);
    expect(heard.writes()).toEqual([]);
    // While nothing answers, one small request now and then finds out whether that is over.
    await until('a few probes', () => heard.calls().length > 3);
    expect(heard.calls().length).toBeLessThan(TASKS);
    const waiting = await askAs(options, 'outbox.list', {});
    expect(waiting.ok && waiting.value.waiting).toBeGreaterThanOrEqual(TASKS);

    const offlineCalls = heard.calls().length;
    online();
    const returned = Date.now();
    const names = (guid: string) =>
      heard.writes().flatMap((write) => (write.guid === guid ? [write.fields.map(({ name }) => name)] : []));
    // Longer than a step may take: at five requests in a second.
    for (let turn = 0; turn < 6; turn += 1)
      await until('every edit', () => guids.every((guid) => names(guid).flat().includes('extra'))).catch(
        () => undefined,
      );
    const took = Date.now() - returned;

    for (const [index, guid] of guids.entries()) {
      const task = sandbox.task(guid);
      expect(task).toMatchObject({
        summary: `second summary ${index}`,
        description: `first description ${index}`,
        extra: `second extra ${index}`,
        status: 'done',
      });
      // The completion between the edits kept its place.
      expect(names(guid).flat()).toEqual(['summary', 'description', 'completed_at', 'summary', 'extra']);
    }
    // Edits that waited together went together, but for those of which one was just being tried.
    expect(heard.writes().length).toBeLessThan(TASKS * 3 + 10);
    const starts = heard.calls().map(({ at }) => at);
    const busiest = Math.max(...starts.map((from) => starts.filter((at) => at >= from && at < from + 1000).length));
    expect(busiest).toBeLessThanOrEqual(8);
    const left = await until('nothing to wait', async () => {
      const answer = await askAs(options, 'outbox.list', {});
      return answer.ok && answer.value.waiting + answer.value.parked === 0 && answer;
    });
    expect(left.ok && left.value.shown).toEqual([]);
    const requests = heard.calls().length - offlineCalls;
    process.stdout.write(
      `  ${EDITS} of ${EDITS} edits in ${heard.writes().length} writes and ${requests} requests, ` +
        `${Math.round(took / 1000)} s after the return, at most ${busiest} requests in a second\n`,
    );
  }, 300_000);
});
