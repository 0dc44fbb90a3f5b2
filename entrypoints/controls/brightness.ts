import { parentOf } from './place';

/** Whether a computed `rgb()` colour that covers what is behind it is dark; nothing for a clear one or another notation. */
export function isDark(color: string): boolean | undefined {
  const [red = 0, green = 0, blue = 0, alpha = 1] = color.match(/[\d.]+/g)?.map(Number) ?? [];
  return color.startsWith('rgb') && alpha > 0.5 ? 2 * red + 7 * green + blue < 1275 : undefined;
}

/**
 * Whether what stands behind this element is dark: the nearest background, else what the page's own canvas is. `known` holds
 * the answers for the elements on the way, for others that are asked for at the same moment.
 */
export function standsOnDark(element: Element | undefined, known = new Map<Element, boolean>()): boolean {
  if (!element) {
    // Without a colour scheme the canvas is white whatever the system prefers.
    const scheme = getComputedStyle(document.documentElement).colorScheme;
    return scheme.includes('dark') && matchMedia('(prefers-color-scheme:dark)').matches;
  }
  const dark =
    known.get(element) ?? isDark(getComputedStyle(element).backgroundColor) ?? standsOnDark(parentOf(element), known);
  known.set(element, dark);
  return dark;
}
