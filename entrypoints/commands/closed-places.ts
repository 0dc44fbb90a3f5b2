import { builtIn } from '../../lib/built-in';
import type { ClosedPlace } from '../../lib/messages/contract';
import { closestTo, isElement, outerElement } from './page-nodes';

/**
 * Where a task link may stand and no ring beside it (scout/place.ts decides; a test holds the two together), and what the popup
 * calls such a place. The first that fits an element names it.
 */
const PLACES: readonly (readonly [ClosedPlace, string])[] = [
  ['editor', '[contenteditable]:not([contenteditable=false]),[role=textbox],[role=searchbox]'],
  ['field', 'textarea,input,option,[role$=box]'],
  ['code', '[role=code]'],
  ['button', 'button,[role=button]'],
  ['label', 'label'],
  ['summary', 'summary'],
  // For a bare address only: a link in a drawing has its ring behind the drawing.
  ['drawing', 'svg'],
];

/** Every element that closes what is in it. */
export const CLOSED = PLACES.map(([, selector]) => selector).join();

/** The innermost closed place that a node stands in, out of its root if need be. */
export function closedPlaceOf(node: Node): ClosedPlace | undefined {
  const element = isElement(node) ? node : builtIn(node, 'parentElement');
  const closed = element && closestTo(element, CLOSED);
  if (closed) return PLACES.find(([, selector]) => closestTo(closed, selector) === closed)?.[0];
  if (builtIn(node, 'ownerDocument')?.designMode === 'on') return 'editor';
  const outer = outerElement(node);
  return outer ? closedPlaceOf(outer) : undefined;
}
