import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import MarkdownIt from 'markdown-it';
import { PAGES, type SamplePage } from '../sample-pages/pages';

/** What a page needs to know of a sandbox's sample task. */
export interface LinkedTask {
  readonly key: string;
  readonly guid: string;
  readonly url: string;
  readonly summary: string;
}

export interface PagesServer {
  readonly port: number;
  /** Port of the same pages over HTTPS. */
  readonly tlsPort: number;
  close(): Promise<void>;
}

/** The address of a sample page, by its file without the ending; over HTTP where a test is about that. */
export function pageUrl(name: string, scheme: 'https' | 'http' = 'https'): string {
  const page = PAGES.find(({ file }) => file === `${name}.html`);
  if (!page) throw new Error(`No sample page ${name}`);
  return `${scheme}://${page.host}${page.path}`;
}

/** Path of a file beside the sample pages. */
const file = (name: string) => fileURLToPath(new URL(`../sample-pages/${name}`, import.meta.url));
const escapeHtml = (text: string) =>
  text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`).replaceAll('\u0007', '');

/** Fills `{{name:key}}` with what the sandbox knows of that sample task. An unknown key is a mistake in the page. */
function fillTasks(text: string, tasks: readonly LinkedTask[]): string {
  return text.replace(/\{\{(link|url|raw|title|guid|encoded):([\w-]+)\}\}/g, (_, name: string, key: string) => {
    const task = tasks.find((sample) => sample.key === key);
    if (!task) throw new Error(`No sample task ${key}`);
    if (name === 'raw') return task.url;
    if (name === 'guid') return task.guid;
    if (name === 'encoded') return encodeURIComponent(task.url);
    const [url, title] = [escapeHtml(task.url), escapeHtml(task.summary)];
    if (name === 'link') return `<a href="${url}">${title}</a>`;
    return name === 'url' ? url : title;
  });
}

function listPages(): string {
  const listed = PAGES.filter(({ unlisted }) => !unlisted);
  return listed
    .map(({ file, name, what }) => `<li><a href="${pageUrl(file.slice(0, -5))}">${name}</a><small>${what}</small></li>`)
    .join('\n');
}

/** A sample page as the browser gets it. */
export function renderPage(page: SamplePage, tasks: readonly LinkedTask[]): string {
  let html = readFileSync(file(page.file), 'utf8');
  if (page.markdown) {
    const markdown = fillTasks(readFileSync(file(page.markdown), 'utf8'), tasks);
    html = html.replace('{{markdown}}', () => new MarkdownIt({ linkify: true }).render(markdown));
  }
  const open = tasks.filter(({ key }) =>
    ['plain', 'shared', 'due-today', 'overdue', 'chinese', 'start-due'].includes(key),
  );
  html = html.replace('{{urls}}', () => JSON.stringify(open.map(({ url }) => url)));
  return fillTasks(html.replace('{{pages}}', listPages), tasks);
}

const TYPES: Readonly<Record<string, string>> = { '.css': 'text/css', '.svg': 'image/svg+xml' };
/** Where a click on a task link itself ends: the real one offers to open the desktop app. */
const LANDING = '<!doctype html><title>Feishu</title><h1>This link opens a task in Feishu or Lark</h1>';

/** Answers for hosts of its own, before the sample pages are looked at. */
export type OwnHosts = (host: string, path: string) => Promise<Response | undefined>;

function makeApp(tasks: readonly LinkedTask[], ownHosts: OwnHosts): Hono {
  const app = new Hono();
  app.get('*', async (context) => {
    const host = (context.req.header('host') ?? '').replace(/:\d+$/, '');
    const { path } = context.req;
    const own = await ownHosts(host, path);
    if (own) return own;
    const type = TYPES[extname(path)];
    if (type && existsSync(file(path.slice(1)))) {
      return context.body(readFileSync(file(path.slice(1)), 'utf8'), 200, { 'content-type': type });
    }
    if (extname(path)) return context.notFound();
    if (host.startsWith('applink.')) return context.html(LANDING);
    const ofHost = PAGES.filter((page) => page.host === host);
    const page = ofHost.find((candidate) => candidate.path === path) ?? ofHost[0] ?? PAGES[0];
    if (!page) return context.notFound();
    return context.html(renderPage(page, tasks), 200, { ...page.headers });
  });
  return app;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Serves the sample pages on loopback, for whatever host name the browser thinks it asks. `tls` is the sandbox's certificate (PEM). */
export async function startPages(
  tasks: readonly LinkedTask[],
  tls: { readonly cert: string; readonly key: string },
  ownHosts: OwnHosts = async () => undefined,
): Promise<PagesServer> {
  const listener = getRequestListener(makeApp(tasks, ownHosts).fetch);
  const http = createHttpServer((request, response) => void listener(request, response));
  const https = createHttpsServer(tls, (request, response) => void listener(request, response));
  const [port, tlsPort] = [await listen(http), await listen(https)];
  return {
    port,
    tlsPort,
    close: async () => {
      for (const server of [http, https]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
