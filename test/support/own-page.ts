import type { Page } from 'puppeteer';
import type { Answers, Input, RequestName, Result } from '../../lib/messages/contract';

/** Asks the background as one of our own pages does, for what would take a person hundreds of clicks. */
export function askAs<Name extends RequestName>(
  page: Page,
  type: Name,
  input: Input<Name>,
): Promise<Result<Answers[Name]>> {
  // A string of code, since the page's own `chrome` is none of this file's.
  const message = JSON.stringify({ type, input });
  return page.evaluate(`chrome.runtime.sendMessage(${message})`) as Promise<Result<Answers[Name]>>;
}

/** Makes every moment in the extension's database so many ms older, as if that time had passed; answers how many there were. */
export async function letTimePass(page: Page, ms: number): Promise<number> {
  return page.evaluate(`(async () => {
    let count = 0;
    // Moments of our own clock are numbers; Feishu's, the user's own values among them, are strings.
    const older = (value) => {
      if (typeof value === 'number' && value > 1e12) return (count += 1, value - ${ms});
      if (Array.isArray(value)) return value.map(older);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, older(one)]));
    };
    const opening = indexedDB.open('tasklark');
    await new Promise((resolve, reject) => Object.assign(opening, { onsuccess: resolve, onerror: reject }));
    const transaction = opening.result.transaction([...opening.result.objectStoreNames], 'readwrite');
    for (const name of opening.result.objectStoreNames)
      transaction.objectStore(name).openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) return;
        cursor.update(older(cursor.value));
        cursor.continue();
      };
    await new Promise((resolve, reject) => Object.assign(transaction, { oncomplete: resolve, onabort: reject }));
    opening.result.close();
    return count;
  })()`) as Promise<number>;
}
