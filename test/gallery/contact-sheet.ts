import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer';

/** One picture on a contact sheet. */
export interface Print {
  /** Where the picture is, from the folder of all pictures. */
  readonly name: string;
  readonly words: string;
  /** CSS pixels at 100 %. */
  readonly width: number;
  readonly height: number;
  readonly isChanged: boolean;
}

const GAP = 12;
const CAPTION = 18;

interface Placed extends Print {
  readonly x: number;
  readonly y: number;
}

/** Lays prints in lines; what is more than a sheet's height goes on on the next. */
function layOut(prints: readonly Print[], scale: number, most: { width: number; height: number }): Placed[][] {
  const sheets: Placed[][] = [[]];
  let [x, y, line] = [GAP, GAP, 0];
  for (const print of prints) {
    const width = Math.max(print.width * scale, 60);
    const height = print.height * scale + CAPTION;
    if (x + width + GAP > most.width) [x, y, line] = [GAP, y + line + GAP, 0];
    if (y + height + GAP > most.height && y > GAP) {
      sheets.push([]);
      [x, y, line] = [GAP, GAP, 0];
    }
    sheets.at(-1)?.push({ ...print, x, y });
    x += width + GAP;
    line = Math.max(line, height);
  }
  return sheets;
}

const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function html(prints: readonly Placed[], scale: number, pictures: string): string {
  const figures = prints.map(
    ({ name, words, width, height, x, y, isChanged }) =>
      `<figure class="${isChanged ? 'changed' : ''}" style="left:${x}px;top:${y}px;width:${Math.max(width * scale, 60)}px">` +
      `<figcaption>${escaped(words)}</figcaption>` +
      `<img src="${pictures}/${name}" width="${width * scale}" height="${height * scale}"></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #e4e8ee; font: 11px / ${CAPTION}px system-ui, sans-serif; color: #1b1f26 }
figure { position: absolute; margin: 0 }
figcaption { height: ${CAPTION}px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis }
img { display: block; outline: 1px solid #c3cad3 }
.changed img { outline: 3px solid #d9660b }
.changed figcaption { color: #a34a00; font-weight: 700 }
</style>${figures.join('')}`;
}

/** Writes prints on as many sheets as they need, `name-1.png` and so on; answers the files. */
export async function printSheets(
  browser: Browser,
  folder: string,
  name: string,
  prints: readonly Print[],
  { scale, pictures, width, height }: { scale: number; pictures: string; width: number; height: number },
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const page = await browser.newPage();
  const sheets = layOut(prints, scale, { width, height });
  const files: string[] = [];
  for (const [index, sheet] of sheets.entries()) {
    const bottom = Math.max(...sheet.map((print) => print.y + print.height * scale + CAPTION)) + GAP;
    await page.setViewport({ width, height: Math.ceil(bottom) });
    const file = join(folder, `${sheets.length > 1 ? `${name}-${index + 1}` : name}.html`);
    writeFileSync(file, html(sheet, scale, pictures));
    await page.goto(`file://${file}`, { waitUntil: 'load' });
    const picture = file.replace(/html$/, 'png');
    await page.screenshot({ path: picture as `${string}.png`, captureBeyondViewport: false });
    files.push(picture);
  }
  await page.close();
  return files;
}
