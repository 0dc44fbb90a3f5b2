import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle';
import { documentsOf } from './documents';
import { type Cell, LANGUAGES, type Row, slug, THEMES } from './model';
import { TABLE } from './table';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

export interface GalleryServer {
  readonly address: string;
  /** Where one cell's document is; with `theme` it draws that theme itself. */
  cellUrl(cell: Pick<Cell, 'row' | 'language'>, theme?: Cell['theme']): string;
  close(): Promise<void>;
}

/** Where sheet.ts puts many cells beside each other. */
const SHEET = `<!doctype html><title>Sheet</title><style>
body { margin: 0; background: #888 }
main { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 8px; padding: 8px; width: calc(100vw - 16px) }
main > div { flex: none; overflow: hidden }
iframe { display: block; border: 0; background: Canvas }
</style><main></main><script src="/sheet.js"></script>`;

/** What else the server gives out: a path to a body. */
export type Extra = (path: string) => { readonly body: string | Buffer; readonly type: string } | undefined;

export const cellPath = ({ row, language }: Pick<Cell, 'row' | 'language'>, theme = 'browser') =>
  `/cell/${language}/${theme}/${row.surface}/${slug(row.state)}/${row.document}.html${row.query ?? (row.tall ? '?tab=7' : '')}`;

/** Something of the build or of the gallery, changed on its way; for those who prove that the checks see it. */
export type Change = (path: string, text: string) => string;

/** Serves the built extension's own files, and every cell as a document of its own, on loopback. */
export async function serveGallery(
  build: string,
  {
    rows = TABLE,
    extra = () => undefined,
    change = (_, text) => text,
    isLasting = false,
  }: {
    rows?: readonly Row[];
    extra?: Extra;
    change?: Change;
    /** Files stay what they are, so that the browser reads a script once for all cells. */
    isLasting?: boolean;
  } = {},
): Promise<GalleryServer> {
  const [stage, inSheet] = [await bundle('./stage/main.ts'), await bundle('./in-sheet/main.ts')];
  const documents = documentsOf(build);
  const byPath = new Map(rows.map((row) => [`${row.surface}/${slug(row.state)}`, row]));

  const lasting = isLasting ? { 'cache-control': 'max-age=3600' } : {};

  const send = (response: ServerResponse, type: string, body: string | Buffer, headers = {}) =>
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers }).end(body);

  function sendCell(response: ServerResponse, path: string): boolean {
    const [, , language = '', theme = '', surface = '', state = '', file = ''] = path.split('/');
    const row = byPath.get(`${surface}/${state}`);
    const known = LANGUAGES.find((one) => one === language);
    if (!row || !known) return false;
    if (file === 'given.js') {
      const drawn = THEMES.find((one) => one === theme);
      send(response, TYPES['.js'] as string, documents.given(row, known, drawn));
    } else {
      const policy = documents.policy(row);
      const html = change('/cell.html', documents.html(row, known));
      send(response, TYPES['.html'] as string, html, policy && { 'content-security-policy': policy });
    }
    return true;
  }

  function sendFile(response: ServerResponse, path: string): boolean {
    const own = path === '/web-page.css' && fileURLToPath(new URL('./viewer/web-page.css', import.meta.url));
    const file = own || join(build, normalize(path));
    const type = TYPES[extname(file)];
    if (!type || !existsSync(file)) return false;
    const isText = !type.startsWith('image/png');
    send(response, type, isText ? change(path, readFileSync(file, 'utf8')) : readFileSync(file), lasting);
    return true;
  }

  const server = createServer(({ url = '/' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://gallery').pathname);
    const found = extra(path);
    if (found) send(response, found.type, found.body);
    else if (path === '/stage.js') send(response, TYPES['.js'] as string, change(path, stage), lasting);
    else if (path === '/sheet.js') send(response, TYPES['.js'] as string, inSheet);
    else if (path === '/sheet') send(response, TYPES['.html'] as string, SHEET);
    else if (!(path.startsWith('/cell/') ? sendCell(response, path) : sendFile(response, path)))
      response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    cellUrl: (cell, theme) => address + cellPath(cell, theme),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
