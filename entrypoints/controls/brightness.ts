/** Lightness 0–1 of a computed `rgb()` colour that covers what is behind it; nothing for a clear one or another notation. */
export function lightness(color: string): number | undefined {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return /^rgb/.test(color) && alpha > 0.5 ? (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255 : undefined;
}

/** Whether what stands behind this element is dark: the nearest background, else what the page's own canvas is. */
export function standsOnDark(element: Element | null | undefined): boolean {
  for (let up = element; up; up = up.parentElement ?? (up.getRootNode() as Partial<ShadowRoot>).host) {
    const ground = lightness(getComputedStyle(up).backgroundColor);
    if (ground !== undefined) return ground < 0.5;
  }
  // Without a colour scheme the canvas is white whatever the system prefers.
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return /dark/.test(scheme) && (!/light/.test(scheme) || matchMedia('(prefers-color-scheme:dark)').matches);
}
