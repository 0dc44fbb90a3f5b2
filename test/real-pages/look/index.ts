import { around, type Place, places } from './places';
import { hitAt, isOf, nameOf, type Ring, rings } from './rings';

/** What is wrong with the rings of a page at this moment, by what it is about. */
export interface Look {
  /** Places without a ring, or with two; a drawn ring where no such address is read, so one of another task as well. */
  readonly one: string[];
  /** Of those, the rings that answer to a pointer although their address is not there. */
  readonly stale: string[];
  readonly near: string[];
  readonly seen: string[];
  readonly closed: string[];
  readonly places: number;
  readonly rings: number;
  /** Where the rings stand that can be seen, in the window. */
  readonly boxes: readonly Box[];
}

export interface Box {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A ring stands at most this far from its link's end, or from a box of it in a diagram, px. */
const NEAR = 40;

const gap = (a: DOMRect, b: DOMRect) =>
  Math.max(0, a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);

/** What of a box is left by the window and by all that clips around an element. */
function shown(box: DOMRect, element: Element): boolean {
  let { left, top, right, bottom } = box;
  const cut = (by: { left: number; top: number; right: number; bottom: number }) => {
    left = Math.max(left, by.left);
    top = Math.max(top, by.top);
    right = Math.min(right, by.right);
    bottom = Math.min(bottom, by.bottom);
  };
  const view = element.ownerDocument.defaultView as Window;
  cut({ left: 0, top: 0, right: view.innerWidth, bottom: view.innerHeight });
  for (const one of around(element))
    if (!/^(visible|)$/.test(getComputedStyle(one).overflowX) && one !== element.ownerDocument.body)
      cut(one.getBoundingClientRect());
  // A sliver of a row at the edge of a scroller asks for nothing.
  return right - left >= 8 && bottom - top >= 8;
}

const centre = ({ left, top, width, height }: DOMRect): [number, number] => [left + width / 2, top + height / 2];

/** What a link with its ring is one thing with, for the eye. */
const ITEM = 'li,tr,article,section,div,p';

/** Whether something that is no part of its own item lies over a link, like a dialog: then nothing there can be pressed. */
function isCovered({ first, element }: Place): boolean {
  const hit = hitAt(...centre(first), element.ownerDocument);
  if (!hit) return false;
  return ![...around(element)].includes(hit) && ![...around(hit)].includes(element.closest(ITEM) ?? element);
}

/** Each ring to the nearest place that it can mean and that has none yet. */
function matched(found: readonly Place[], standing: readonly Ring[]): { pairs: Map<Place, Ring>; lost: Ring[] } {
  const pairs = new Map<Place, Ring>();
  const lost: Ring[] = [];
  const away = (ring: Ring, { last, boxes }: Place) =>
    Math.min(gap(ring.box, last), ...boxes.map((box) => gap(ring.box, box)));
  const all = standing.flatMap((ring) =>
    found.filter(({ names }) => names.includes(ring.name)).map((place) => ({ ring, place, far: away(ring, place) })),
  );
  const taken = new Set<Ring>();
  for (const { ring, place } of all.sort((a, b) => a.far - b.far)) {
    if (taken.has(ring) || pairs.has(place)) continue;
    pairs.set(place, ring);
    taken.add(ring);
  }
  for (const ring of standing) if (!taken.has(ring)) lost.push(ring);
  return { pairs, lost };
}

export function look(closed: string): Look {
  const found = places(closed);
  const all = rings();
  const isClosed = ({ button }: Ring) => [...around(button)].some((element) => element.matches(closed));
  const standing = all.filter((ring) => !isClosed(ring));
  const { pairs, lost } = matched(found, standing);
  const answers = ({ button, box }: Ring) => isOf(hitAt(...centre(box), button.ownerDocument), button);
  const trouble: Record<'one' | 'stale' | 'near' | 'seen' | 'closed', string[]> = {
    one: [],
    stale: [],
    near: [],
    seen: [],
    closed: [],
  };
  for (const ring of lost) {
    trouble.one.push(`a ring named "${ring.name}" where no such address is read`);
    if (answers(ring)) trouble.stale.push(`a ring named "${ring.name}" can be pressed and its address is not there`);
  }
  for (const ring of all) if (isClosed(ring)) trouble.closed.push(`a ring named "${ring.name}" in a closed place`);
  for (const place of found) {
    const ring = pairs.get(place);
    const [name] = place.names;
    if (!shown(place.first, place.element) || isCovered(place)) continue;
    if (!ring) {
      trouble.one.push(`no ring at "${name}"`);
      continue;
    }
    const isDiagram = !!place.element.closest('svg');
    const away = isDiagram ? Math.min(...place.boxes.map((box) => gap(ring.box, box))) : gap(ring.box, place.last);
    // Where the end is cut off the ring stands where the words end for the eye.
    if (away > NEAR && (isDiagram || shown(place.last, place.element)))
      trouble.near.push(`the ring of "${name}" stands ${Math.round(away)} px off`);
    const hit = hitAt(...centre(ring.box), ring.button.ownerDocument);
    if (!isOf(hit, ring.button)) trouble.seen.push(`the ring of "${name}" is under ${nameOf(hit)}`);
  }
  const boxes = standing
    .filter((ring) => ring.button.ownerDocument === document && answers(ring))
    .map(({ name, box: { x, y, width, height } }): Box => ({ name, x, y, width, height }));
  return { ...trouble, places: found.length, rings: standing.length, boxes };
}
