import { bundlePage } from './bundle';
import type { RealPage } from './page';
import { PAGES } from './pages';

const HOST = 'real.example.com';

export const urlOf = ({ name }: Pick<RealPage, 'name'>) => `https://${HOST}/${name}/`;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const headers = (type: string) => ({ headers: { 'content-type': `${type}; charset=utf-8` } });

/** The page and its files; `rest` is the path below its folder. */
async function answer(page: RealPage, rest: string): Promise<Response> {
  const bundle = await bundlePage(page.name, page);
  if (rest === 'client.js') {
    await pause(page.late ?? 0);
    return new Response(bundle.script, headers('text/javascript'));
  }
  if (rest === 'client.css') return new Response(bundle.style, headers('text/css'));
  // A script that comes late holds nothing back but the end of loading.
  const when = page.late ? 'async' : 'defer';
  const head = `<title>${page.title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/${page.name}/client.css">
<style>body { font: 16px/1.5 sans-serif; margin: 24px }</style><script ${when} src="/${page.name}/client.js"></script>`;
  const html = `<!doctype html><html lang="en"><meta charset="utf-8">${head}<body>${await bundle.markup(rest)}</body></html>`;
  return new Response(html, headers('text/html'));
}

/** Answers for the host of the real pages; nothing for others. */
export async function serveRealPages(host: string, path: string): Promise<Response | undefined> {
  if (host !== HOST) return undefined;
  const [, name, ...rest] = path.split('/');
  const page = PAGES.find((known) => known.name === name);
  return page ? answer(page, rest.join('/')) : new Response('', { status: 404 });
}
