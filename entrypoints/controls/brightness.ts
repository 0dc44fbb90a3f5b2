import { parentOf } from './place';

/** Whether a computed `rgb()` colour that covers what is behind it is dark; nothing for a clear one or another notation. */
export function isDark(color: string): boolean | undefined {
  const [red = 0, green = 0, blue = 0, alpha = 1] = color.match(/[\d.]+/g)?.map(Number) ?? [];
  return color.startsWith('rgb') && alpha > 0.5 ? 2 * red + 7 * green + blue < 1275 : undefined;
}

/** Whether what stands behind this element is dark: the nearest background, else what the page's own canvas is. */
export function standsOnDark(element: Element): boolean {
  for (let up: Element | undefined = element; up; up = parentOf(up)) {
    const dark = isDark(getComputedStyle(up).backgroundColor);
    if (dark !== undefined) return dark;
  }
  // Without a colour scheme the canvas is white whatever the system prefers.
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return scheme.includes('dark') && matchMedia('(prefers-color-scheme:dark)').matches;
}
