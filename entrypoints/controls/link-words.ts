import type { FoundLink } from '../../lib/page-links';
import { isText } from './place';
import { plainText } from './plain-text';

/** The address as the page carries it now: what scout read the task from. */
export function addressOf({ node, parts = [], start, end }: FoundLink): string {
  if (isText(node)) {
    const before = parts.map((part) => (part.isConnected ? part.data : ' ')).join('');
    return (before + node.data).slice(start, before.length + end);
  }
  const written = node.getAttribute('href') ?? node.getAttributeNS('http://www.w3.org/1999/xlink', 'href') ?? '';
  // Where a relative address leads is for the page's base to say, which may change as well.
  return /^\w+:/.test(written) ? written : `${(node as Partial<HTMLAnchorElement>).href ?? written}`;
}

/** The link's visible words, trimmed and at most 200 characters; "" when it shows nothing but its address. */
export function visibleWords({ node }: FoundLink): string {
  if (isText(node)) return '';
  const words = plainText((node.textContent || node.getAttribute('alt') || '').replace(/\s+/g, ' '));
  return /^\S*:\/\/\S*$/.test(words) ? '' : words;
}
