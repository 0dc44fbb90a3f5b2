import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';

/** Runs in a page: a list whose row elements are used again for other items, as lists of this library are often written. */

/** px */
const ROW = 40;
const RING = 'span:empty:not(.words)';

/** What was pressed: the address that stood in that row at that moment, and whether a ring was there. */
export interface Pressed {
  readonly url: string;
  readonly isRing: boolean;
}

export interface Rows {
  readonly pressed: readonly Pressed[];
  /** The middle of the ring in the row nearest to the middle of the list, and the address in that row; px of the window. */
  aim(): { readonly x: number; readonly y: number; readonly url: string } | undefined;
  scroll(rows: number): void;
  /** Has every row in its place show another item. */
  shift(by: number): void;
}

const written = (row: Element) => row.querySelector<HTMLAnchorElement>('a:not([hidden])')?.href ?? `${row.textContent}`;

/** Draws 5,000 items, each with one of the addresses; every second one as a link. */
export function showRows(list: HTMLElement, urls: readonly string[]): Rows {
  const all = list.appendChild(document.createElement('div'));
  all.style.position = 'relative';
  const pool: HTMLElement[] = [];
  const rows = new Map<number, HTMLElement>();
  const pressed: Pressed[] = [];
  let shifted = 0;

  function write(row: HTMLElement, index: number): void {
    const [link, words] = row.children as unknown as [HTMLAnchorElement, HTMLElement];
    const url = `${urls[(index + shifted) % urls.length]}`;
    row.style.transform = `translateY(${index * ROW}px)`;
    link.hidden = index % 2 === 0;
    link.href = url;
    link.textContent = 'the task';
    words.textContent = link.hidden ? url : 'of this row';
  }

  function makeRow(): HTMLElement {
    const row = all.appendChild(document.createElement('div'));
    row.style.cssText = `position:absolute;left:0;top:0;height:${ROW}px;width:100%`;
    row.innerHTML = '<a></a> <span class=words></span>';
    return row;
  }

  function draw(): void {
    const items = virtualizer.getVirtualItems().map(({ index }) => index);
    all.style.height = `${virtualizer.getTotalSize()}px`;
    for (const [index, row] of rows) if (!items.includes(index) && rows.delete(index)) pool.push(row);
    for (const index of items) {
      const row = rows.get(index) ?? pool.pop() ?? makeRow();
      rows.set(index, row);
      write(row, index);
    }
    for (const row of pool) row.style.transform = 'translateY(-999px)';
  }

  const virtualizer: Virtualizer<HTMLElement, HTMLElement> = new Virtualizer({
    count: 5000,
    getScrollElement: () => list,
    estimateSize: () => ROW,
    overscan: 3,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: draw,
  });
  virtualizer._didMount();
  virtualizer._willUpdate();
  draw();
  addEventListener(
    'pointerdown',
    ({ target }) => {
      const row = [...rows.values()].find((one) => one.contains(target as Node));
      if (row) pressed.push({ url: written(row), isRing: (target as Element).matches(RING) });
    },
    true,
  );

  return {
    pressed,
    aim() {
      const { top, height } = list.getBoundingClientRect();
      const [nearest] = [...rows.values()]
        .flatMap((row) => [...row.querySelectorAll(RING)].map((ring) => ({ row, box: ring.getBoundingClientRect() })))
        .map(({ row, box }) => ({ url: written(row), x: box.x + box.width / 2, y: box.y + box.height / 2 }))
        .sort((one, other) => Math.abs(one.y - top - height / 2) - Math.abs(other.y - top - height / 2));
      return nearest;
    },
    scroll: (by) => list.scrollBy(0, by * ROW),
    shift(by) {
      shifted += by;
      draw();
    },
  };
}
