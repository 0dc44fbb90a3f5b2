const LEAST = 180;
const EDGE = 8;

/** The room in px that a bar has from the ring at this box to the end of a window of this width, away from the link. */
export function roomFor({ left, right }: { left: number; right: number }, windowWidth: number, rtl: boolean): number {
  return (rtl ? right : windowWidth - left) - EDGE;
}

/** Lays the open wrap exactly over its host, in the window's coordinates; the bar goes below the ring where it has no room beside it. */
export function layBar(wrap: HTMLElement, host: HTMLElement): void {
  const box = host.getBoundingClientRect();
  const rtl = getComputedStyle(host).direction === 'rtl';
  const room = roomFor(box, host.ownerDocument.documentElement.clientWidth, rtl);
  wrap.style.cssText = `left:${box.left}px;top:${box.top}px;--top:${box.top}px;--room:${room}px`;
  wrap.classList.toggle('under', room < LEAST);
}
