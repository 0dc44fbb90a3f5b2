const WIDTH = 280;
const LEAST = 180;
const EDGE = 8;

/** How the bar lies, in px from the ring's left and top edge. */
export interface BarPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/**
 * Where the bar goes for a ring at this box in a window of this width (px): from the ring away from the link, or below the
 * ring where the window ends too soon. It never goes over the link, which is behind the ring.
 */
export function placeBar(
  { left, right }: { left: number; right: number },
  windowWidth: number,
  rtl: boolean,
): BarPlace {
  const room = (rtl ? right : windowWidth - left) - EDGE;
  const width = Math.min(WIDTH, room < LEAST ? windowWidth - 2 * EDGE : room);
  if (room >= LEAST) return { left: rtl ? right - left - width : 0, top: 0, width };
  return { left: (rtl ? EDGE : windowWidth - EDGE - width) - left, top: 30, width };
}

/** The style that lays the open wrap exactly over its host, in the window's coordinates and at the host's scale. */
export function layBar(host: HTMLElement): string {
  const box = host.getBoundingClientRect();
  const rtl = getComputedStyle(host).direction === 'rtl';
  const { left, top, width } = placeBar(box, host.ownerDocument.documentElement.clientWidth, rtl);
  const from = top ? 12 : 34;
  return `left:${box.left}px;top:${box.top}px;scale:${box.width / 24};--left:${left}px;--top:${top}px;--width:${width}px;--from:${from}px`;
}
