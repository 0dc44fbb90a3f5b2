import type { Edged } from '../in-sheet/edges';
import type { Finding } from '../in-sheet/geometry';
import { type Colour, contrast } from '../pictures/contrast';
import type { Picture } from '../pictures/picture';

/** WCAG 1.4.11. */
const LEAST = 3;
/** A dashed line has half of its pixels; corners and a neighbour may take some. */
const LEAST_PART = 0.3;
/** How far from the edge its ground is looked at, and how thick the edge may be, CSS pixels. */
const OUTSIDE = 2;
const THICK = 2;

type Point = readonly [x: number, y: number];

/** Points along one side: each with the one outside of it, and those of the edge, from outside to inside. */
function* along({ area, radius }: Edged, density: number): Generator<readonly (readonly [Point, Point[]])[]> {
  const [left, top] = [Math.round(area.x * density), Math.round(area.y * density)];
  const [right, bottom] = [
    Math.round((area.x + area.width) * density) - 1,
    Math.round((area.y + area.height) * density) - 1,
  ];
  const [far, thick, corner] = [OUTSIDE * density, Math.round(THICK * density), Math.ceil((radius + 1) * density)];
  const steps = Array.from({ length: thick }, (_, step) => step);
  const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  const columns = range(left + corner, right - corner);
  const rows = range(top + corner, bottom - corner);
  yield columns.map((x) => [[x, top - far], steps.map((step) => [x, top + step] as const)]);
  yield columns.map((x) => [[x, bottom + far], steps.map((step) => [x, bottom - step] as const)]);
  yield rows.map((y) => [[left - far, y], steps.map((step) => [left + step, y] as const)]);
  yield rows.map((y) => [[right + far, y], steps.map((step) => [right - step, y] as const)]);
}

/** Fields and buttons of which some side can hardly be told from what is around them. */
export function faintEdges(whole: Picture, density: number, edged: readonly Edged[]): Finding[] {
  const at = ([x, y]: Point): Colour => {
    const place = (y * whole.width + x) * 4;
    return [whole.data[place] ?? 0, whole.data[place + 1] ?? 0, whole.data[place + 2] ?? 0];
  };
  return edged.flatMap((one) => {
    for (const side of along(one, density)) {
      if (side.length === 0) continue;
      const seen = side.map(([outside, edge]) => Math.max(...edge.map((point) => contrast(at(point), at(outside)))));
      const clear = seen.filter((value) => value >= LEAST).length;
      if (clear >= side.length * LEAST_PART) continue;
      const most = Math.max(...seen).toFixed(1);
      return [{ check: 'edge', what: `${one.what} has an edge of ${most} : 1` }];
    }
    return [];
  });
}
