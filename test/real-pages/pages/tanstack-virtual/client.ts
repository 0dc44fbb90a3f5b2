import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { addressOf, wordsOf } from '../../addresses';
import { frames, live } from '../../life';

const ROW = 36;
const list = document.querySelector('#list') as HTMLElement;
const all = document.querySelector('#all') as HTMLElement;
/** Rows that are free to show another item, as recycling lists keep them. */
const pool: HTMLElement[] = [];
const rows = new Map<number, HTMLElement>();
/** What is written into a row, kept as recycling lists do. */
const parts = new WeakMap<HTMLElement, readonly [HTMLAnchorElement, HTMLElement]>();
let order = (index: number) => index;

function write(row: HTMLElement, index: number): void {
  const task = order(index);
  row.style.transform = `translateY(${index * ROW}px)`;
  const [link, words] = parts.get(row) as [HTMLAnchorElement, HTMLElement];
  link.hidden = task % 3 === 0;
  link.href = addressOf(task);
  link.textContent = wordsOf(task);
  words.textContent = task % 3 === 0 ? `${index} ${addressOf(task)}` : `row ${index}`;
}

function makeRow(): HTMLElement {
  const row = document.createElement('div');
  row.style.cssText = `position:absolute;left:0;top:0;height:${ROW}px;width:100%`;
  row.innerHTML = '<a></a> <span></span>';
  parts.set(row, [...row.children] as [HTMLAnchorElement, HTMLElement]);
  all.append(row);
  return row;
}

function draw(): void {
  const items = virtualizer.getVirtualItems().map(({ index }) => index);
  all.style.height = `${virtualizer.getTotalSize()}px`;
  for (const [index, row] of rows)
    if (!items.includes(index)) {
      rows.delete(index);
      pool.push(row);
    }
  for (const index of items) {
    const row = rows.get(index) ?? pool.pop() ?? makeRow();
    rows.set(index, row);
    write(row, index);
  }
  for (const row of pool) row.style.transform = 'translateY(-999px)';
}

const virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
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

const scrolled = async (top: number) => {
  list.scrollTop = top;
  // The list knows of a scroll in the next frame, and that it is over a little later.
  await frames(4);
  await new Promise((resolve) => setTimeout(resolve, 200));
  return undefined;
};

live({
  ready: frames(4),
  steps: {
    jump: ({ below }) => scrolled(below(4900) * ROW),
    next: ({ below }) => scrolled(list.scrollTop + below(12) * ROW),
    sort: async ({ below }) => {
      const shift = below(1000);
      order = (index) => (4999 - index + shift) % 5000;
      draw();
      return undefined;
    },
  },
  model: () => [
    list.scrollTop,
    [...rows].sort(([a], [b]) => a - b).map(([index, row]) => `${index} ${row.textContent}`),
  ],
});
