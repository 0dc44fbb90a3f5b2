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

/** A URL longer than this (UTF-16 units) is read no further, so that a hostile text without spaces stays cheap. */
const MAX_URL = 8192;

/** Compared as plain strings: a regular expression or `toLowerCase` would let look-alike letters in. */
const HOSTS: ReadonlyMap<string, Brand> = new Map([
  ['applink.feishu.cn', 'feishu'],
  ['applink.larkoffice.com', 'feishu'],
  ['applink.larksuite.com', 'lark'],
]);

const SCHEME = /(?<![a-z\d+.-])(?:https?|lark|feishu):\/\//gi;
/** scheme, host, port, path, query; the path is case-sensitive and nothing else may stand between. */
const SHAPE = /^([a-zA-Z]+):\/\/([^/?#\\:]+)(:\d*)?\/client\/todo\/(detail|task|task_list)\/?\?([^#]*)/;
const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])/i;
/** What may follow the guid and still be its URL: more parameters, as far as they look like one. */
const TAIL = /(?:(?:[&#?]|\\u0026)[\w.~%+=:@/;&#?!$*-]*[\w%=/])?/y;

const lower = (text: string) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Reads one URL from its scheme on: the task link, and where its guid ends in `url`. */
function readUrl(url: string, customHosts: readonly string[]): { link: TaskLink; end: number } | undefined {
  const [all = '', scheme = '', host = '', port = '', page = '', query = ''] = SHAPE.exec(url) ?? [];
  const brand = HOSTS.get(lower(host)) ?? (customHosts.some((known) => lower(known) === lower(host)) && 'custom');
  if (!brand || (port && !/^(?:https:443|http:80)$/i.test(scheme + port))) return;
  // The first parameter of that name counts, even when it has no value.
  const parameter = /(?:^|&(?:amp;)?)guid(?:=|(?=&)|$)([^&]*)/.exec(query);
  const guid = GUID.exec(parameter?.[1] ?? '')?.[0];
  if (!parameter || !guid) return;
  const valueEnd = all.length - query.length + parameter.index + parameter[0].length;
  const end = valueEnd - (parameter[1] ?? '').length + guid.length;
  return { link: { kind: page === 'task_list' ? 'tasklist' : 'task', guid: lower(guid), brand }, end };
}

/** Percent-decodes byte by byte: all that matters here is ASCII, and a stray `%` must neither throw nor spoil the rest. */
const decodeOnce = (text: string) =>
  text.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The task links inside the parameters of a URL that is none itself (redirectors), decoded once and never twice. */
function readWrapped(url: string, customHosts: readonly string[]): { link: TaskLink; end: number }[] {
  const found = [];
  const [address = ''] = url.split('#', 1);
  const query = address.indexOf('?') + 1;
  if (!query) return [];
  for (const parameter of address.slice(query).matchAll(/(?:^|&)[^&=]*=([^&]*)/g)) {
    const value = parameter[1] ?? '';
    const inner = decodeOnce(value);
    const hit = inner.search(SCHEME) === 0 && readUrl(inner, customHosts);
    if (!hit) continue;
    const run = /^[\w.~%+=:@/;?!$*-]*[\w%/]/.exec(value)?.[0] ?? '';
    found.push({ link: hit.link, end: query + parameter.index + parameter[0].length - value.length + run.length });
  }
  return found;
}

/**
 * Every task link in the text, in order of appearance, one for each place where it stands. `customHosts` are exact host
 * names (brand "custom"). Never throws. The rules: a candidate is a known scheme not glued to a word; host, port, path
 * and guid must be exactly right; a URL that is no task link may carry one in a parameter.
 */
export function locateTaskLinks(text: string, customHosts: readonly string[] = []): LocatedLink[] {
  const located: LocatedLink[] = [];
  const heardUntil = new Map<string, number>();
  const stop = /[\s"'<>`]|$/g;
  let runEnd = -1;
  for (const { index: start } of text.matchAll(SCHEME)) {
    if (start > runEnd) {
      stop.lastIndex = start;
      runEnd = stop.exec(text)?.index ?? text.length;
    }
    const url = text.slice(start, Math.min(runEnd, start + MAX_URL));
    const own = readUrl(url, customHosts);
    for (const { link, end: guidEnd } of own ? [own] : readWrapped(url, customHosts)) {
      TAIL.lastIndex = guidEnd;
      const end = start + guidEnd + (TAIL.exec(url)?.[0].length ?? 0);
      // An address written unencoded inside a redirector is read twice: as its parameter and for itself.
      const key = link.kind + link.brand + link.guid;
      if ((heardUntil.get(key) ?? 0) > start) continue;
      heardUntil.set(key, end);
      located.push({ ...link, start, end });
    }
  }
  return located;
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
  if (isGuid(id)) return { guid: GUID.test(id) ? lower(id) : id };
}

/** The canonical link to a task. A custom brand needs its own link host; without one the Feishu host stands in. */
export function taskLinkUrl(link: Pick<TaskLink, 'guid' | 'brand'>, customHost?: string): string {
  const official = link.brand === 'lark' ? 'applink.larksuite.com' : 'applink.feishu.cn';
  const host = (link.brand === 'custom' && customHost) || official;
  return `https://${host}/client/todo/detail?guid=${encodeURIComponent(link.guid)}`;
}
