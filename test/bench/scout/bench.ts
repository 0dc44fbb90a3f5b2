import puppeteer, { type Browser } from 'puppeteer';
import { type Row, report } from '../rows';
import { beingThereRows } from './being-there';
import { changeRows } from './changes';
import { heapRows } from './heap';
import { insideRows } from './inside';
import { scanRows } from './scan';

type Tell = (row: Row) => void;

/** In a browser without extensions: scout's script is run in worlds of the bench's making. */
async function inBareBrowser(run: (browser: Browser, tell: Tell) => Promise<unknown>, tell: Tell): Promise<void> {
  const browser = await puppeteer.launch({ pipe: true, args: ['--no-sandbox'] });
  try {
    await run(browser, tell);
  } finally {
    await browser.close();
  }
}

const PARTS: Readonly<Record<string, (tell: Tell, words: readonly string[]) => Promise<void>>> = {
  scan: (tell) => inBareBrowser(scanRows, tell),
  inside: (tell) => inBareBrowser(insideRows, tell),
  'being-there': beingThereRows,
  heap: heapRows,
  changes: (tell) => inBareBrowser(changeRows, tell),
};

/**
 * `npm run bench -- scout [PART …] [--json] [--peer FILE]`: full scans, roots and frames, being there at all, what it keeps, hearing
 * changes. Answers whether every goal was met.
 */
export async function benchScout(args: readonly string[]): Promise<boolean> {
  const chosen = args.filter((word) => word in PARTS);
  const unknown = args.filter(
    (word, index) => !(word in PARTS || /^--(json|peer)$/.test(word) || args[index - 1] === '--peer'),
  );
  return report(args, async (tell) => {
    if (unknown.length) throw new Error(`scout has no ${unknown.join(', ')}, but ${Object.keys(PARTS).join(', ')}`);
    for (const part of chosen.length ? chosen : Object.keys(PARTS)) await PARTS[part]?.((row) => tell([row]), args);
  });
}
