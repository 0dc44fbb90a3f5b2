import type { TaskLink, Unwrap } from './applink';

/** What parts the values of a URL: its delimiters, and in its path the beginning of another URL. */
const BETWEEN = /[?&#;]|\/(?=(?:\w+=)?(?:https?|lark|feishu)(?::|%3A))/i;

/** A URL as Proofpoint (third form) and Check Point write it whole into theirs, and the characters that are left out of it. */
const WHOLE = /^(.+?)_{2,3}[;.](?:([\w-]*)!)?/;

/** Digits of the lengths of what is left out, as in base64 for URLs. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Percent-decoded once; stray percent signs stay. */
const decoded = (value: string) => new URLSearchParams(`=${value}`).get('') ?? '';

/** Without the escapes of JSON and of programs' strings, also where a string stands in another. */
const unescaped = (text: string) =>
  text.replace(/\\+(?:(?:u00|x)([\da-f]{2})|\/)/gi, (_, hex = '2f') => String.fromCharCode(Number(`0x${hex}`)));

/** Puts the characters back for which stars stand: `*` for one, `**` and a digit for a row of them. */
function filledIn(url: string, list: string): string {
  let left = '';
  try {
    const bytes = atob(list.replaceAll('-', '+').replaceAll('_', '/'));
    left = new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  } catch {
    // A list that is none leaves nothing to put back.
  }
  let at = 0;
  return url.replace(/\*(?:\*(.))?/g, (_, digit?: string) => {
    const from = at;
    at += digit ? DIGITS.indexOf(digit) + 2 : 1;
    return left.slice(from, at);
  });
}

/** Proofpoint's second form writes `-` for the percent sign and `_` for a slash. */
const withPercents = (value: string) =>
  /^https?-3A__/i.test(value) ? value.replace(/-(?=[\da-f]{2})/gi, '%').replaceAll('_', '/') : value;

/**
 * The task links in a URL's parameters, fragment and path, each decoded once and never twice, where one begins at a value; and
 * the link that the URL itself is under the escapes of JSON. Not those in base64, which nobody can read in it.
 */
export const unwrap: Unwrap = (url, read) => {
  const links: TaskLink[] = [];
  const take = (text: string) => {
    const link = read(text);
    if (link) links.push(link);
  };
  const [path = '', ...rest] = url.split(/(?=\?)/);
  const query = unescaped(rest.join(''));
  // Browsers take a backslash in front of the path for a slash, so it ends the host unless all slashes are escaped.
  const plain = (/^\w+:\\/.test(url) ? unescaped(path) : path) + query;
  if (plain !== url) take(plain);
  const [, inner, list = ''] = WHOLE.exec(plain.split(/__(?=https?:\/)/i, 2)[1] ?? '') ?? [];
  const whole = inner && filledIn(inner, list).replace(/^(\w+:)\/(?!\/)/, '$1//');
  if (whole) take(whole);
  for (const outer of whole ? [plain, whole] : [plain]) {
    // The first part is the URL's own beginning.
    for (const part of outer.split(BETWEEN).slice(1))
      for (const value of new Set([part, part.replace(/^[^=]*=/, '')])) take(decoded(withPercents(value)));
  }
  return links;
};
