/** Less room than this, or nearer to the window's edge, is not enough, in px. */
const LEAST = 180;
const EDGE = 8;

/**
 * Lays the open wrap exactly over its host, in the window's coordinates. The bar goes from the ring away from the link, as
 * far as there is room (px) to the window's end; with too little of it, below the ring.
 */
export function layBar(wrap: HTMLElement, host: HTMLElement): void {
  const { left, right, top } = host.getBoundingClientRect();
  const isRtl = getComputedStyle(host).direction === 'rtl';
  const room = (isRtl ? right : host.ownerDocument.documentElement.clientWidth - left) - EDGE;
  wrap.style.cssText = `--left:${left}px;--top:${top}px;--room:${room}px`;
  wrap.classList.toggle('under', room < LEAST);
}
