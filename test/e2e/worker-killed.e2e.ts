import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { actDirectly, clickToConfirm, confirm, find, type Heard, listenTo, signIn, until } from '../support/steps';
import { useStage } from './harness';

const writesOf = (heard: Heard, task: string) => heard.writes().filter(({ guid }) => guid === task);

const isSent = (heard: Heard, task: string) =>
  heard.calls().some(({ api, path }) => api === 'task.v2.patch' && path.includes(task));

/** Whether the task was read after the change was sent: a worker that finds it half-sent reads before it decides. */
function hasLookedAgain(heard: Heard, task: string): boolean {
  const calls = heard.calls().filter(({ path }) => path.includes(task));
  const sent = calls.findIndex(({ api }) => api === 'task.v2.patch');
  return sent >= 0 && calls.slice(sent).some(({ api }) => api === 'task.v2.get');
}

describe('a service worker that dies in between', () => {
  const stage = useStage();
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    const page = await stage.chromium.open(pageUrl('dashboard'));
    const popup = await clickToConfirm(stage.chromium, page, 'Complete task: Write the release notes');
    await confirm(popup, 'Complete', 'tracker.example.com');
    // The popup shows it at once; what goes wrong below is meant for later changes.
    await until('the first change to be through', () => stage.sandbox.writes.length > 0);
    await page.close();
  });

  it('is really dead, watched or not, and the next one answers', async () => {
    const page = await stage.chromium.openOptions();
    const answers = () => page.evaluate('chrome.runtime.sendMessage({ type: "session.list", input: {} })');
    for (let times = 0; times < 5; times += 1) {
      const worker = await stage.chromium.worker();
      expect(await worker.evaluate('globalThis.mark ?? "a new one"')).toBe('a new one');
      await worker.evaluate('globalThis.mark = "the old one"');
      await stage.chromium.killWorker();
      expect(await answers()).toMatchObject({ ok: true });
    }
  });

  it('after the server has applied the edit, before the answer: it is not sent again', async () => {
    const page = await stage.chromium.open(pageUrl('dashboard'));
    await find(page, 'Complete task: Trade fair in Shenzhen');
    const heard = listenTo(stage.sandbox);
    const undo = stage.sandbox.misbehave({ api: 'task.v2.patch', how: 'delay', ms: 3_000, when: 'after', times: 1 });
    await actDirectly(page, 'Complete task: Trade fair in Shenzhen', () => isSent(heard, stage.guid('days')));
    await stage.chromium.killWorker();
    undo();
    await find(page, 'Reopen task: Trade fair in Shenzhen');
    await until('the next worker to have looked', () => hasLookedAgain(heard, stage.guid('days')));
    expect(writesOf(heard, stage.guid('days'))).toHaveLength(1);
    await page.close();
  });

  it('before the server has seen it: the edit arrives, once', async () => {
    const page = await stage.chromium.open(pageUrl('dashboard'));
    await find(page, 'Complete task: Send the invoice to Contoso');
    const heard = listenTo(stage.sandbox);
    const undo = stage.sandbox.misbehave({ api: 'task.v2.patch', how: 'hang', times: 1 });
    await actDirectly(page, 'Complete task: Send the invoice to Contoso', () => isSent(heard, stage.guid('due-today')));
    await stage.chromium.killWorker();
    undo();
    // The page's own question wakes the next worker, which finds the edit half-sent and reads the task first.
    await page.reload();
    await find(page, 'Reopen task: Send the invoice to Contoso');
    await until('the one write', () => writesOf(heard, stage.guid('due-today')).length > 0);
    expect(writesOf(heard, stage.guid('due-today'))).toHaveLength(1);
    await page.close();
  });
});
