import type { FoundLink } from '../../lib/page-links';
import { plainText } from '../../lib/text/visible-text';
import { isText } from './place';

/** Where a link leads: as it is written where that is an absolute address, else as the page's base has it. */
export function hrefOf(link: Element): string {
  const written = `${link.getAttribute('href')}`;
  if (/^\w+:/.test(written)) return written;
  const { href } = link as { href?: string & Partial<SVGAnimatedString> };
  // In a drawing the address stands in either of two namespaces.
  return `${href?.baseVal ?? href}`;
}

/** The link's visible words, trimmed and at most 200 characters; "" when it shows nothing but its address. */
export function visibleWords({ node }: FoundLink): string {
  if (isText(node)) return '';
  const words = plainText((node.textContent || node.getAttribute('alt') || '').replace(/\s+/g, ' ').trim(), 199);
  return /^\S*:\/\/\S*$/.test(words) ? '' : words;
}
