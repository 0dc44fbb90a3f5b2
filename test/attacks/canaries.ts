import { randomBytes } from 'node:crypto';
import type { Page } from 'puppeteer';

/** A title of words that stand nowhere else, so that a search for any of them proves a leak. */
export function makeTitle(): string {
  const word = () => `q${randomBytes(5).toString('hex')}`;
  return `Zander ${word()} ${word()}`;
}

/** In how many ways a text may be written where it leaked: as it is, in an address, in JSON, as base64 in three alignments. */
function waysToWrite(text: string): string[] {
  const bases = ['', 'x', 'xx'].map((before) =>
    Buffer.from(before + text)
      .toString('base64')
      .slice(4, -4),
  );
  return [text, encodeURIComponent(text), encodeURIComponent(text).replaceAll('%20', '+'), ...bases];
}

/** What must be found nowhere, by name. */
export interface Canary {
  readonly what: string;
  readonly text: string;
}

/** The canaries that a text holds, by name. A long one counts already when a part of it is there. */
export function findCanaries(haystack: string, canaries: readonly Canary[]): string[] {
  const pieces = (text: string) => (text.length > 60 ? [text.slice(0, 40), text.slice(-40)] : text.split(' '));
  const isThere = (text: string) =>
    pieces(text).some(
      // A short word such as "the" proves nothing.
      (piece) => piece.length > 8 && waysToWrite(piece).some((written) => haystack.includes(written)),
    );
  return canaries.filter(({ text }) => isThere(text)).map(({ what }) => what);
}

/** Every string in every table of the extension's databases that is a token or a secret by its name, read in our own origin. */
export async function storedSecrets(own: Page): Promise<string[]> {
  const dump = await dumpDatabases(own);
  const found = [...dump.matchAll(/"(?:access_token|refresh_token|app_secret|verifier)":"([^"]+)"/g)];
  const secrets = [...new Set(found.map(([, secret]) => secret as string))];
  if (secrets.length < 3) throw new Error('The extension holds no tokens and no secret: nothing to look for');
  return secrets;
}

/** Runs in the page as text: a compiled function may refer to helpers that are not there. */
const DUMP = `(async () => {
  const settled = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const dump = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name));
    for (const table of database.objectStoreNames) {
      const store = database.transaction(table).objectStore(table);
      dump.push([name, table, await settled(store.getAllKeys()), await settled(store.getAll())]);
    }
    database.close();
  }
  return JSON.stringify(dump);
})()`;

/** Everything in the extension's IndexedDB as one JSON text. */
export const dumpDatabases = async (own: Page): Promise<string> => (await own.evaluate(DUMP)) as string;
