import puppeteer from 'puppeteer';
import { isMet, printRow, type Row } from '../rows';
import { changeRows } from './changes';
import { heapRows } from './heap';
import { scanRows } from './scan';

/** Scout's rows: full scans, what it keeps, and hearing changes. Answers whether every goal was met. */
export async function benchScout(args: readonly string[]): Promise<boolean> {
  const browser = await puppeteer.launch({ pipe: true, args: ['--no-sandbox'] });
  const tell = (row: Row) => console.log(printRow(row));
  const wants = (part: string) => args.length === 0 || args.includes(part);
  try {
    const rows = [
      ...(wants('scan') ? await scanRows(browser, tell) : []),
      ...(wants('heap') ? await heapRows(browser, tell) : []),
      ...(wants('changes') ? await changeRows(browser, tell) : []),
    ];
    return rows.every(isMet);
  } finally {
    await browser.close();
  }
}
