import { make } from '../controls/parts';

/** Words drawn by the sheet from an attribute: no text node, so the page cannot search for them. */
export function drawn(name: string, className: string, words = ''): HTMLElement {
  const element = make(name, className);
  element.dataset.words = words;
  return element;
}
