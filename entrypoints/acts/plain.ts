import { browser } from 'wxt/browser';
import { builtIn } from '../../lib/built-in';
import { frameOf, rootOf } from './hit';

/** What changes how an element is drawn beyond moving it, and the value that does not. Not in every browser. */
const CALM = {
  filter: 'none',
  maskImage: 'none',
  webkitMaskBoxImageSource: 'none',
  clipPath: 'none',
  clip: 'auto',
  mixBlendMode: 'normal',
  rotate: 'none',
  offsetPath: 'none',
};
/** Everything around may take this much of an element's opacity together. */
const OPAQUE = 0.9;

/** The slot that shows a child of this element, also in a root that the page keeps closed. */
function slotIn(parent: Element, child: Element): Element | undefined {
  const root = browser.dom?.openOrClosedShadowRoot(parent as HTMLElement);
  return [...(root?.querySelectorAll('slot') ?? [])].find((slot) => slot.assignedNodes().includes(child));
}

/** What an element is drawn in: through slots, out of shadow roots and same-origin frames. */
function around(element: Element): Element | null | undefined {
  const parent = builtIn(element, 'parentElement');
  if (parent) return slotIn(parent, element) ?? parent;
  return builtIn(rootOf(element), 'host') ?? frameOf(element);
}

/** Whether it is drawn upright: moved or made larger or smaller, but not turned, mirrored, sheared or in space. */
function isUpright({ transform, scale }: CSSStyleDeclaration): boolean {
  const { is2D, a, b, c, d } = new DOMMatrix(transform);
  return is2D && a > 0 && d > 0 && !b && !c && !scale?.includes('-');
}

/** Whether an element and all that it stands in are drawn as they are, and the window shows the page as usual. */
export function isPlain(element: Element): boolean {
  let opacity = 1;
  for (let up: Element | null | undefined = element; up; up = around(up)) {
    const style = getComputedStyle(up);
    opacity *= Number(style.opacity);
    const isCalm = Object.entries(CALM).every(([name, calm]) => (style[name as keyof typeof CALM] ?? calm) === calm);
    if (opacity < OPAQUE || !isCalm || !isUpright(style)) return false;
  }
  return !document.pointerLockElement && !document.fullscreenElement;
}
