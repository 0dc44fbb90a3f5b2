import type { Brand } from './brand';

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

const SCHEME = /(?<![a-z\d+.-])(https?|lark|feishu):\/\//gi;
/** Scheme, host, port, whether it is a list, query. The host is ASCII here, so that lower-casing lets no look-alike letter in. */
const SHAPE = /^(\w+):\/\/([\w.-]+)(:\d+)?\/client\/todo\/(?:detail|task(_list)?)\/?\?([^#]*)/;
/** The first parameter of that name, and its UUID: another value there, or none, is no guid, whatever comes later. */
const GUID = /(?:^|&(?:amp;)?)guid(?:=([\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}(?![\w-]))|(?![^=&]))/;
/** What may follow the guid and still be its URL: more parameters, as far as they look like some. */
const TAIL = /^[&#?%\\][\w%=&.:/+-]*\b/;

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
 * Every task link in the text, in order of appearance, one for each place where it stands. `customHosts` are exact host
 * names in lower case (brand "custom"; an international name in its ASCII form). Never throws. A candidate is a known
 * scheme not glued to a word; host, port, path and guid must be exactly right.
 */
export function locateTaskLinks(text: string, customHosts: readonly string[] = []): LocatedLink[] {
  // An address written unencoded inside a redirector is met twice, as a parameter and for itself, with one end.
  const located = new Map<string, LocatedLink>();
  for (const { index: start } of text.matchAll(SCHEME)) {
    const [url = ''] = text.slice(start, start + MAX_URL).split(/[\s"'<>`]/, 1);
    const own = readUrl(url, customHosts);
    // A URL that is none may carry some in its parameters (redirectors), decoded once and never twice.
    const links = own
      ? [own]
      : [...new URLSearchParams(/^[^?#]*\?([^#]*)/.exec(url)?.[1]).values()].flatMap(
          (value) => readUrl(value, customHosts) ?? [],
        );
    for (const { kind, guid, brand } of links) {
      const tail = url.indexOf(guid) + guid.length;
      const end = start + url.length - url.slice(tail).replace(TAIL, '').length;
      const key = end + brand + guid;
      if (!located.has(key)) located.set(key, { kind, guid: guid.toLowerCase(), brand, start, end });
    }
  }
  return [...located.values()];
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
