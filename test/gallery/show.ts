import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { productionBuild } from '../support/build-e2e';
import { bundle } from './bundle';
import { LANGUAGES, type Row, THEMES } from './model';
import { cellPath, type Extra, serveGallery } from './server';
import { TABLE } from './table';
import type { ShownRow } from './viewer/rows';
import { launchBrowser } from './walk';

const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) || process.platform !== 'linux';

const here = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)));

function shown(row: Row): ShownRow {
  const { surface, state, width, height, tall, only } = row;
  const paths = LANGUAGES.flatMap((language) =>
    THEMES.map((theme) => [`${language} ${theme}`, cellPath({ row, language }, theme)] as const),
  );
  return {
    ...{ surface, state, document: row.document, paths: Object.fromEntries(paths) },
    ...(width && { width }),
    ...(height && { height }),
    ...(tall && { tall }),
    ...(only && { only }),
  };
}

/** Serves the page of all cells until it is ended, and opens it where there is a display. */
export async function show(folder: string): Promise<void> {
  const script = await bundle('./viewer/page.ts');
  const table = JSON.stringify(TABLE.map(shown));
  const extra: Extra = (path) => {
    if (path === '/') return { type: 'text/html; charset=utf-8', body: here('./viewer/page.html') };
    if (path === '/gallery.css') return { type: 'text/css', body: here('./viewer/page.css') };
    if (path === '/gallery.js') return { type: 'text/javascript; charset=utf-8', body: script };
    if (path === '/table.json') return { type: 'application/json', body: table };
    const file = join(folder, 'changed.json');
    if (path === '/changed.json')
      return { type: 'application/json', body: existsSync(file) ? readFileSync(file) : '[]' };
    return undefined;
  };
  const server = await serveGallery(productionBuild('chrome'), { extra });
  console.log(`The gallery is at ${server.address}/ until Ctrl+C. \`npm run gallery -- --shots\` writes its pictures.`);
  if (!hasDisplay) return;
  const browser = await launchBrowser(false);
  const [page] = await browser.pages();
  await page?.goto(`${server.address}/`);
  browser.once('disconnected', () => void server.close());
}
