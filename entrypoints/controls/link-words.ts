import type { FoundLink } from '../../lib/page-links';
import { findTaskLinks } from '../../lib/task/applink';
import { isText } from './place';
import { plainText } from './plain-text';

const XLINK = 'http://www.w3.org/1999/xlink';

const hrefOf = (link: Element) => link.getAttribute('href') ?? link.getAttributeNS(XLINK, 'href') ?? '';

/** Whether the page still names this task there, read from the page now. */
export function stillNames({ node, start, link }: FoundLink): boolean {
  const text = isText(node) ? node.data.slice(start, start + 8192) : hrefOf(node);
  // The user's own hosts are known to the background and to scout; whose host a link carries changes nothing about its guid.
  const hosts = link.brand === 'custom' ? hostsIn(text) : [];
  const now = isText(node) ? findTaskLinks(text, hosts).slice(0, 1) : findTaskLinks(text, hosts);
  return now.some(({ kind, guid, brand }) => kind === 'task' && guid === link.guid && brand === link.brand);
}

const hostsIn = (text: string) => [...text.matchAll(/:\/\/([^/?#\\:]+)/g)].map((match) => match[1] ?? '');

/** The link's visible words, trimmed and at most 200 characters; "" when it shows nothing but its address. */
export function visibleWords({ node }: FoundLink): string {
  if (isText(node)) return '';
  const label = node.getAttribute('aria-label') ?? node.getAttribute('alt') ?? node.querySelector('img')?.alt;
  const text = plainText((node.textContent ?? '').replace(/\s+/g, ' ').trim() || (label ?? ''));
  return /^\S*:\/\/\S*$/.test(text) ? '' : text;
}

/** What stands for the title until it is known: the link's own words, else the guid's beginning. */
export const standInWords = (found: FoundLink) => visibleWords(found) || found.link.guid.slice(0, 8);
