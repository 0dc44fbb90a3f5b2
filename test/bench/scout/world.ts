import type { CDPSession, Page } from 'puppeteer';

/** A fresh isolated world in the page's top frame, as the browser makes one for a content script. */
export interface FreshWorld {
  /** Runs an expression there and answers its value. */
  evaluate<Value>(expression: string): Promise<Value>;
}

/** The browser answers a name that it knows in a document with the world that is there, whoever asks. */
let count = 0;

/** Opens fresh isolated worlds in this page; each call makes another. */
export async function worldsOf(page: Page): Promise<{ fresh(): Promise<FreshWorld>; close(): Promise<void> }> {
  const session: CDPSession = await page.createCDPSession();
  return {
    async fresh() {
      const { frameTree } = await session.send('Page.getFrameTree');
      const { executionContextId } = await session.send('Page.createIsolatedWorld', {
        frameId: frameTree.frame.id,
        worldName: `bench-${count++}`,
      });
      return {
        async evaluate<Value>(expression: string) {
          const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
            expression,
            contextId: executionContextId,
            awaitPromise: true,
            returnByValue: true,
          });
          if (exceptionDetails) throw new Error(result.description ?? exceptionDetails.text);
          return result.value as Value;
        },
      };
    },
    close: () => session.detach(),
  };
}

/** Frees what the last sample left, so that the next does not pay for it. */
export async function collect(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}
