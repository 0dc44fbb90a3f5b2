import { randomUUID } from 'node:crypto';
import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { askAs } from '../support/own-page';
import { openList } from '../support/popup-steps';
import { listenTo, seeText, signIn, until } from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

const COUNT = 5000;
/** What they may add to the worker's heap with everything kept in memory twice over, bytes. */
const MOST_BYTES = 40 * 2 ** 20;

describe('five thousand changes that wait, in a browser', () => {
  const stage = useStage();
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
  });

  /** Heap in use in the worker once what is not has been collected, bytes. */
  async function heapOfWorker(): Promise<number> {
    const { browser, extensionId } = stage.chromium;
    const target = await browser.waitForTarget(
      (one) => one.type() === 'service_worker' && one.url().includes(extensionId),
    );
    const session = await target.createCDPSession();
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    await session.detach();
    return usedSize;
  }

  /** The one row that the worker wrote, again and again, each for a task of its own: asking 5,000 times takes a user years. */
  async function multiply(page: Page): Promise<void> {
    await page.evaluate(`new Promise((resolve, reject) => {
      const opening = indexedDB.open('tasklark');
      opening.onsuccess = () => {
        const transaction = opening.result.transaction('operations', 'readwrite');
        const table = transaction.objectStore('operations');
        table.getAll().onsuccess = ({ target: { result: [row] } }) => {
          for (let n = 1; n < ${COUNT}; n += 1) {
            const id = crypto.randomUUID();
            const parts = row.parts && [{ ...row.parts[0], id }];
            table.put({ ...row, id, guid: crypto.randomUUID(), createdAt: row.createdAt + n, ...(parts && { parts }) }, id);
          }
        };
        transaction.oncomplete = () => resolve(opening.result.close());
        transaction.onabort = () => reject(transaction.error);
      };
    })`);
  }

  it('are all kept, and the popup opens with how many there are', async () => {
    const options = await stage.chromium.openOptions();
    const task = { brand: 'feishu', guid: stage.guid('plain') } as const;
    await until('the task to be read', async () => (await askAs(options, 'task.read', task)).ok);
    stage.sandbox.misbehave({ how: 'drop-before' });
    const edit = { id: randomUUID(), patch: { summary: 'New' }, base: { summary: 'Write the release notes' } };
    expect(await askAs(options, 'task.patch', { ...task, ...edit })).toMatchObject({ ok: true });
    const before = await heapOfWorker();
    await multiply(options);
    const heard = listenTo(stage.sandbox);

    // The next worker finds them on the disk.
    await stage.chromium.killWorker();
    const page = await stage.chromium.open('https://docs.example.com/');
    const asked = performance.now();
    const popup = await openList(stage.chromium, page);
    await seeText(popup, words('waiting_many', 'en', String(COUNT)));
    const opened = performance.now() - asked;
    const laden = (await heapOfWorker()) - before;
    const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
    console.info(
      `${COUNT} waiting changes: ${megabytes(laden)} MB more in the worker, popup after ${Math.round(opened)} ms`,
    );
    expect(laden).toBeLessThan(MOST_BYTES);
    const list = await until('the list', async () => {
      const answer = await askAs(options, 'outbox.list', {});
      return answer.ok && answer.value;
    });
    expect(list.waiting).toBe(COUNT);
    expect(list.shown.length).toBeLessThanOrEqual(50);
    // However many wait, what goes out is a probe now and then.
    expect(heard.calls().length).toBeLessThan(20);
  });
});
