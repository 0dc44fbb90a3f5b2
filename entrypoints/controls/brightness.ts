/** Lightness 0–1 and opacity of a computed colour; nothing for a notation that says neither. */
export function readColor(color: string): { light: number; alpha: number } | undefined {
  const [, name = '', body = ''] = /^([\w-]+)\((.*)\)$/.exec(color) ?? [];
  const numbers = body.replace(/^[a-z][\w-]*/, '').match(/-?[\d.]+(?:e-?\d+)?%?/g) ?? [];
  const value = (index: number, of: number) => {
    const text = numbers[index] ?? '0';
    return text.endsWith('%') ? Number.parseFloat(text) / 100 : Number(text) / of;
  };
  if (numbers.length < 3) return undefined;
  const alpha = numbers.length > 3 ? value(3, 1) : 1;
  if (name.startsWith('rgb') || name === 'color') {
    const full = name === 'color' ? 1 : 255;
    return { light: 0.2126 * value(0, full) + 0.7152 * value(1, full) + 0.0722 * value(2, full), alpha };
  }
  if (/^ok(lab|lch)$/.test(name)) return { light: value(0, 1), alpha };
  return /^(lab|lch)$/.test(name) ? { light: value(0, 100), alpha } : undefined;
}

/** Whether what stands behind this element is dark: the nearest opaque background, else what the page's own canvas is. */
export function standsOnDark(element: Element, known: Map<Element, boolean>): boolean {
  const passed: Element[] = [];
  let dark: boolean | undefined;
  for (let up: Element | null = element; up && dark === undefined; up = above(up)) {
    passed.push(up);
    dark = known.get(up) ?? ownDarkness(up);
  }
  dark ??= canvasIsDark(element.ownerDocument);
  for (const each of passed) known.set(each, dark);
  return dark;
}

const above = (element: Element): Element | null =>
  element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;

function ownDarkness(element: Element): boolean | undefined {
  const style = getComputedStyle(element);
  const ground = readColor(style.backgroundColor);
  if (ground && ground.alpha > 0.5) return ground.light < 0.5;
  // A picture says nothing that could be read cheaply; what the page writes on it does.
  const text = style.backgroundImage.includes('(') && readColor(style.color);
  return text ? text.light > 0.6 : undefined;
}

/** Without a colour scheme the canvas is white whatever the system prefers. */
function canvasIsDark(doc: Document): boolean {
  const scheme = getComputedStyle(doc.documentElement).colorScheme;
  return scheme.includes('dark') && (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
}
