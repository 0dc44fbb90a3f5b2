const WIDTH = 280;
const LEAST = 180;
const EDGE = 8;
const RING = 24;

/** How the bar lies: from the ring away from the link, or below the ring where the page ends too soon. */
export interface BarPlace {
  readonly side: 'ahead' | 'back' | 'under';
  /** px */
  readonly width: number;
  /** For `under`: px from the ring's left edge. */
  readonly left: number;
}

/** Where the bar goes for a ring at this box in a window of this width (px); it never goes over the link, which is behind the ring. */
export function placeBar(ring: { left: number; right: number }, windowWidth: number, rtl: boolean): BarPlace {
  const room = rtl ? ring.right - EDGE : windowWidth - ring.left - EDGE;
  if (room >= LEAST) return { side: rtl ? 'back' : 'ahead', width: Math.min(WIDTH, room), left: 0 };
  const width = Math.min(WIDTH, windowWidth - 2 * EDGE);
  const wished = rtl ? ring.left : ring.right - width;
  const left = Math.max(EDGE, Math.min(wished, windowWidth - EDGE - width));
  return { side: 'under', width, left: left - ring.left };
}

/** Lays the open wrap exactly over its host, in the window's coordinates and at the host's scale. */
export function layBar(wrap: HTMLElement, host: HTMLElement): BarPlace['side'] {
  const box = host.getBoundingClientRect();
  const scale = box.width / RING || 1;
  const view = host.ownerDocument.documentElement.clientWidth;
  const place = placeBar(box, view, getComputedStyle(host).direction === 'rtl');
  const { style } = wrap;
  style.left = `${box.left}px`;
  style.top = `${box.top}px`;
  style.transform = Math.abs(scale - 1) > 0.01 ? `scale(${scale})` : '';
  style.setProperty('--width', `${place.width + 2}px`);
  style.setProperty('--left', `${place.left}px`);
  return place.side;
}

/** Back to its place in the page. */
export function foldBar(wrap: HTMLElement): void {
  wrap.removeAttribute('style');
}
