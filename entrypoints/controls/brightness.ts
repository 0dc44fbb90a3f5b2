import { parentOf } from './place';

/** Whether a computed colour is dark; nothing for one that is not opaque, or in a notation that only the browser can read. */
export function isDark(color: string): boolean | undefined {
  const [, red, green = '', blue = ''] = /^rgb\((\d+), (\d+), (\d+)/.exec(color) ?? [];
  return red ? 2 * +red + 7 * +green + +blue < 1275 : undefined;
}

/**
 * Whether the nearest colour behind this element is dark, which is right for most pages from the first picture on; `unsure`
 * hears of what is not one opaque colour, or as dark or as light as the words there. What is drawn then, and how it changes, is
 * for ground to see, which comes with the first ring. `known` holds the answers for the elements on the way, for others that
 * are asked for at the same moment.
 */
export function standsOnDark(element: Element, known: Map<Element, boolean>, unsure?: () => void): boolean {
  function groundOf(element: Element | null | undefined): boolean {
    if (!element) return false;
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    if (!/^rgb(\([^)]*|a[^)]* 0)\)none$/.test(backgroundColor + backgroundImage)) unsure?.();
    const dark = known.get(element) ?? isDark(backgroundColor) ?? groundOf(parentOf(element));
    known.set(element, dark);
    return dark;
  }
  const dark = groundOf(element);
  if (isDark(getComputedStyle(element).color) !== !dark) unsure?.();
  return dark;
}
