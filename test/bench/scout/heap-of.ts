import type { Page } from 'puppeteer';

/** What a tab holds once everything unreachable is gone, kB: in the engine's own heap, and in the renderer's objects for it. */
export interface Heap {
  readonly engine: number;
  readonly renderer: number;
}

/** Collects, looks, and looks again until two looks agree. */
export async function heapOf(page: Page): Promise<Heap> {
  const session = await page.createCDPSession();
  let before: Heap = { engine: Number.POSITIVE_INFINITY, renderer: 0 };
  for (let looks = 0; ; looks += 1) {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, embedderHeapUsedSize } = await session.send('Runtime.getHeapUsage');
    const now = { engine: usedSize / 1000, renderer: embedderHeapUsedSize / 1000 };
    if (looks === 9 || Math.abs(now.engine - before.engine) < 1) {
      await session.detach();
      return now;
    }
    before = now;
  }
}
