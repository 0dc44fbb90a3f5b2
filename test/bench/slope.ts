/** A straight line through points by least squares. */
export interface Line {
  /** Per unit of x. */
  readonly slope: number;
  /** The standard error of the slope, from how far the points lie off the line. */
  readonly error: number;
}

/** Fits a line; three points at least. */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): Line {
  const count = points.length;
  if (count < 3) throw new Error(`A line with an error needs three points, not ${count}`);
  const mean = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / count;
  const [middleX, middleY] = [mean(([x]) => x), mean(([, y]) => y)];
  const spread = points.reduce((sum, [x]) => sum + (x - middleX) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - middleX) * (y - middleY), 0) / spread;
  const off = points.reduce((sum, [x, y]) => sum + (y - middleY - slope * (x - middleX)) ** 2, 0);
  return { slope, error: Math.sqrt(off / (count - 2) / spread) };
}
