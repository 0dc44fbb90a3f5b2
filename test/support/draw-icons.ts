import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer';

/**
 * Draws the toolbar icons from icon.svg: `npx tsx test/support/draw-icons.ts`, after a change of the picture.
 * The PNGs are committed, since a build must not need a browser.
 */
const SIZES = [16, 32, 48, 128];

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const svg = await readFile(path('icon.svg'), 'utf8');
await mkdir(path('../../public/icon/'), { recursive: true });
const browser = await puppeteer.launch({ args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const size of SIZES) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`);
  await writeFile(path(`../../public/icon/${size}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
