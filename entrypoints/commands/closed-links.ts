import { builtIn } from '../../lib/built-in';
import type { ClosedPlace } from '../../lib/messages/contract';
import type { FoundLink } from '../../lib/page-links';
import { locateTaskLinks } from '../../lib/task/applink';
import { hrefOf } from '../controls/link-words';
import { mayStandBeside } from '../scout/place';
import { type AddressText, addressTexts } from './address-texts';
import { CLOSED, closedPlaceOf } from './closed-places';
import { fits, innerRoot, isElement } from './page-nodes';

/** A task link where no ring may stand. */
export interface ClosedLink extends FoundLink {
  readonly closed: ClosedPlace;
}

type Finds = Generator<ClosedLink | undefined>;

/** Fields whose value a person sees as text. */
const TEXT_FIELD = /^(text|url|search|textarea)$/;

/**
 * The task links in editors, fields, buttons and other places where no ring may stand, in a document, its open shadow roots and
 * same-origin frames; nothing where the caller may pause. Writes nothing to the page. `isClosed`: the whole root is such a place.
 */
export function* closedLinks(root: Document | ShadowRoot, hosts: readonly string[], isClosed = false): Finds {
  const all = isClosed || (root as Document).designMode === 'on';
  let last: Node | undefined;
  for (const top of all ? [root] : root.querySelectorAll(CLOSED)) {
    // What stands in another one is read with it.
    if (last && Node.prototype.contains.call(last, top)) continue;
    last = top;
    try {
      yield* linksIn(top, hosts);
    } catch {
      // Whatever is odd about one of them costs that one alone.
    }
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const host = walker.currentNode as Element;
    const inner = innerRoot(host);
    if (inner) yield* closedLinks(inner, hosts, closedPlaceOf(host) !== undefined);
    yield;
  }
}

/** Those at or under one node that is closed. Of a field the addresses alone are read, never its words. */
function* linksIn(top: Document | ShadowRoot | Element, hosts: readonly string[]): Finds {
  const tasksIn = (words: string) => locateTaskLinks(words, hosts).filter(({ kind }) => kind === 'task');
  const inside = builtIn(top, 'querySelectorAll')?.call(top, 'a,area,textarea,input') ?? [];
  for (const element of [top, ...inside]) {
    if (!isElement(element)) continue;
    const isLink = fits(element, 'a,area');
    // A link that is a closed place to others may have its ring beside it.
    const words = isLink ? !mayStandBeside(element) && hrefOf(element) : textIn(element);
    const closed = words && /todo/i.test(words) && closedPlaceOf(element);
    if (closed)
      for (const { start, end, ...link } of tasksIn(words).slice(0, isLink ? 1 : undefined))
        yield { link, owner: element, node: element, start, end, closed };
    yield;
  }
  for (const text of addressTexts(top)) {
    if (text) yield* inText(text, tasksIn(text.words));
    yield;
  }
}

function* inText({ textAt }: AddressText, tasks: ReturnType<typeof locateTaskLinks>): Finds {
  for (const { start, end, ...link } of tasks) {
    const { node, offset } = textAt(start);
    const closed = mayStandBeside(node) ? undefined : closedPlaceOf(node);
    if (closed) yield { link, owner: node, node, start: start - offset, end: end - offset, closed };
  }
}

/** What stands in a field as text; a password does not. */
const textIn = (field: Partial<HTMLInputElement>) =>
  typeof field.type === 'string' && TEXT_FIELD.test(field.type) && field.value;
