import type { CDPSession, Page } from 'puppeteer';

/** The isolated world that an extension has in a page's top frame. */
export interface ExtensionWorld {
  evaluate<Value>(expression: string): Promise<Value>;
  close(): Promise<void>;
}

/** Finds it; the extension's script must have come into the page. */
export async function extensionWorld(page: Page, extensionId: string): Promise<ExtensionWorld> {
  const session: CDPSession = await page.createCDPSession();
  let contextId: number | undefined;
  const found = new Promise<void>((resolve) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin !== `chrome-extension://${extensionId}` || context.auxData?.type !== 'isolated') return;
      contextId = context.id;
      resolve();
    });
  });
  await session.send('Runtime.enable');
  await found;
  return {
    async evaluate<Value>(expression: string) {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        ...{ expression, awaitPromise: true, returnByValue: true },
        ...(contextId !== undefined && { contextId }),
      });
      if (exceptionDetails) throw new Error(result.description ?? exceptionDetails.text);
      return result.value as Value;
    },
    close: () => session.detach(),
  };
}
