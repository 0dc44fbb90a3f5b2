import type { Brand } from './brand';
import { unwrap } from './gateways';

/** What a task link names. The guid is a lower-case UUID. */
export interface TaskLink {
  readonly kind: 'task' | 'tasklist';
  readonly guid: string;
  readonly brand: Brand;
}

/** A task link and where its URL stands in the text, in UTF-16 units; punctuation after the URL is not part of it. */
export interface LocatedLink extends TaskLink {
  readonly start: number;
  readonly end: number;
}

/** A URL is read up to this length (UTF-16 units), so that a hostile text without spaces stays cheap. */
const MAX_URL = 4096;

/** Any scheme may carry an address; an opaque one that begins with a word for a person, as `mailto:` does, does not. */
const SCHEME = /(?<![a-z\d+.-])[a-z][a-z\d+.-]*:[/\\#]/gi;
/** Scheme, host, port, whether it is a list, query. The host is ASCII here, so that lower-casing lets no look-alike letter in. */
const SHAPE = /^(\w+):\/\/([\w.-]+)(:\d+)?\/client\/todo\/(?:detail|task(_list)?)\/?\?([^#]*)/;
/** The first parameter of that name, and its UUID: another value there, or none, is no guid, whatever comes later. */
const GUID = /(?:^|&(?:amp;)?)guid(?:=([\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}(?![\w-]))|(?![^=&]))/;
/** What may follow the guid and still be its URL: more parameters, as far as they look like some, or the end of a gateway's. */
const TAIL = /^[&#?%\\_-][\w%=&.:/+;!*-]*\b/;

/** Reads a URL as a task link, the way in which `readUrl` does. */
export type ReadUrl = (url: string) => TaskLink | undefined;

/** The task links that a URL of no task carries, or means by another notation. */
export type Unwrap = (url: string, read: ReadUrl) => readonly TaskLink[];

/** Reads a text that begins with a URL as a task link; the guid comes as it is written. */
function readUrl(url: string, customHosts: readonly string[]): TaskLink | undefined {
  const [, scheme, host = '', port = '', list, query = ''] = SHAPE.exec(url) ?? [];
  const name = host.toLowerCase();
  const brand = /^applink\.(feishu\.cn|larkoffice\.com)$/.test(name)
    ? 'feishu'
    : name === 'applink.larksuite.com'
      ? 'lark'
      : customHosts.includes(name) && 'custom';
  const guid = GUID.exec(query)?.[1];
  if (brand && guid && /^(https(:443)?|http(:80)?|lark|feishu)$/i.test(scheme + port)) {
    return { kind: list ? 'tasklist' : 'task', guid, brand };
  }
}

/**
 * The task links in a text, in order of appearance, one for each place where it stands. `customHosts` are exact host names in
 * lower case (brand "custom"; an international name in its ASCII form). Never throws. A candidate is a scheme not glued to a
 * word; host, port, path and guid must be exactly right. `unwrap` reads what others carry; without it they are no links.
 */
export function locateUrls(text: string, customHosts: readonly string[], unwrap?: Unwrap): LocatedLink[] {
  // An address written unencoded inside a redirector is met twice, as a parameter and for itself, with one end.
  const located = new Map<string, LocatedLink>();
  const read: ReadUrl = (url) => readUrl(url, customHosts);
  let unwrapped = 0;
  for (const { index: start } of text.matchAll(SCHEME)) {
    const [url = ''] = text.slice(start, start + MAX_URL).split(/[\s"'<>`]/, 1);
    const own = read(url);
    let links: readonly TaskLink[] = own ? [own] : [];
    // Whatever it carries at any depth is read with the outermost.
    if (!own && unwrap && start >= unwrapped) {
      links = unwrap(url, read);
      unwrapped = start + url.length;
    }
    for (const { kind, guid, brand } of links) {
      // A gateway may write the hyphens in another way.
      const tail = url.indexOf(guid.slice(-12)) + 12;
      const end = start + url.length - url.slice(tail).replace(TAIL, '').length;
      const key = end + brand + guid;
      if (!located.has(key)) located.set(key, { kind, guid: guid.toLowerCase(), brand, start, end });
    }
  }
  return [...located.values()];
}

/** Every task link in the text, those in gateways and redirectors too: see `locateUrls`. */
export function locateTaskLinks(text: string, customHosts: readonly string[] = []): LocatedLink[] {
  return locateUrls(text, customHosts, unwrap);
}

/** The task links in a text, in order of first appearance, each once by guid, brand and kind. Never throws. */
export function findTaskLinks(text: string, customHosts: readonly string[] = []): TaskLink[] {
  const links = new Map<string, TaskLink>();
  for (const { kind, guid, brand } of locateTaskLinks(text, customHosts)) {
    const key = kind + brand + guid;
    if (!links.has(key)) links.set(key, { guid, brand, kind });
  }
  return [...links.values()];
}

/** May this text go into an API path as a task id? Checked before it goes anywhere: encoding is not validation. */
export function isGuid(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,100}$/.test(text);
}

/** What a user typed or pasted as "Task link or ID": the first task link in it, else an id; nothing if it is neither. */
export function parseTaskId(
  typed: string,
  customHosts: readonly string[] = [],
): { guid: string; brand?: Brand } | undefined {
  const link = findTaskLinks(typed, customHosts).find(({ kind }) => kind === 'task');
  if (link) return { guid: link.guid, brand: link.brand };
  const id = typed.trim();
  if (isGuid(id)) return { guid: /^[\da-f-]{36}$/i.test(id) ? id.toLowerCase() : id };
}

/** The canonical link to a task. A custom brand needs its own link host; without one the Feishu host stands in. */
export function taskLinkUrl(link: Pick<TaskLink, 'guid' | 'brand'>, customHost?: string): string {
  const official = link.brand === 'lark' ? 'applink.larksuite.com' : 'applink.feishu.cn';
  const host = (link.brand === 'custom' && customHost) || official;
  return `https://${host}/client/todo/detail?guid=${encodeURIComponent(link.guid)}`;
}
