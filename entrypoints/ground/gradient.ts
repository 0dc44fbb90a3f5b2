import type { Brush } from './brush';

/** A box on the window, px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Stop = [at: number, color: string];

/** A computed colour is always a function without another in it, and so are lengths; the browser tells them apart. */
const PARTS = /([a-z][\w-]*\([^()]*\))((?: -?[\d.]+(?:%|px))*)/g;
const CLEAR = 'rgba(0, 0, 0, 0)';

/** What a computed gradient draws at a point of the window in the box that it fills. */
export function gradientAt(image: string, box: Box, x: number, y: number, brush: Brush): CanvasGradient | undefined {
  const dx = x - box.left;
  const dy = y - box.top;
  const [place, length] = /conic/.test(image)
    ? around(image, box, dx, dy)
    : /radial/.test(image)
      ? outwards(image, box, dx, dy)
      : along(image, box, dx, dy);
  const stops = stopsOf(image, length);
  const [first, last] = [stops[0], stops.at(-1)];
  if (!first || !last) return undefined;
  const span = last[0] - first[0];
  const turns = /^repeating/.test(image) && span > 0 ? Math.floor((place - first[0]) / span) * span : 0;
  // Colours may stand before the beginning and behind the end.
  const [low, high] = [Math.min(first[0], 0), Math.max(last[0], 1)];
  const scaled = (at: number) => Math.min(Math.max((at - low) / (high - low), 0), 1);
  return brush.between(
    stops.map(([at, color]) => [scaled(at), color] as const),
    scaled(place - turns),
  );
}

/** Where a colour has no place of its own it stands midway between its neighbours; none stands before the one that it follows. */
function stopsOf(image: string, length: number): Stop[] {
  const found: [at: number | undefined, color: string][] = [];
  for (const [, color = '', places = ''] of image.matchAll(PARTS)) {
    if (!CSS.supports('color', color)) continue;
    const at = places.split(' ').slice(1);
    for (const place of at.length ? at : [undefined])
      found.push([place && Number.parseFloat(place) / (place.endsWith('%') ? 100 : length), color] as [number, string]);
  }
  const [first, last] = [found[0], found.at(-1)];
  if (first) first[0] ??= 0;
  if (last) last[0] ??= 1;
  let before = 0;
  return found.map(([at, color], index) => {
    if (at === undefined) {
      const next = found.findIndex(([place], later) => later > index && place !== undefined);
      at = before + ((found[next]?.[0] ?? 1) - before) / (next - index + 1);
    }
    before = Math.max(at, before);
    return [before, unmixed(color, found[index - 1]?.[1] ?? found[index + 1]?.[1])];
  });
}

/** What is clear takes on the colour beside it: sheets blend that way, canvases would go through black. */
const unmixed = (color: string, beside = color) => (color === CLEAR ? `rgb(from ${beside} r g b / 0)` : color);

/** How far along a straight gradient a point is, from 0 to 1, and how long 100 % are, px. */
function along(image: string, { width, height }: Box, dx: number, dy: number): [place: number, length: number] {
  const to = /\(to ([a-z ]+)/.exec(image)?.[1] ?? '';
  const towards = (end: string, start: string) => Number(to.includes(end)) - Number(to.includes(start));
  let [across, down] = [towards('right', 'left'), towards('bottom', 'top')];
  // Towards a corner: the middle colour goes through the other two.
  if (across && down) [across, down] = [across * height, down * width];
  else if (!to) {
    const turn = (Number(/\((-?[\d.]+)deg/.exec(image)?.[1] ?? 180) * Math.PI) / 180;
    [across, down] = [Math.sin(turn), -Math.cos(turn)];
  }
  const unit = Math.hypot(across, down);
  const length = (width * Math.abs(across) + height * Math.abs(down)) / unit;
  return [0.5 + ((dx - width / 2) * across + (dy - height / 2) * down) / unit / length, length];
}

/** Where a round gradient has its middle, px. */
function middleOf(image: string, { width, height }: Box): [across: number, down: number] {
  const [, across = '50%', down = '50%'] = /\bat (-?[\d.]+(?:%|px)) (-?[\d.]+(?:%|px))/.exec(image) ?? [];
  const px = (place: string, of: number) => Number.parseFloat(place) * (place.endsWith('%') ? of / 100 : 1);
  return [px(across, width), px(down, height)];
}

function outwards(image: string, box: Box, dx: number, dy: number): [place: number, length: number] {
  const [across, down] = middleOf(image, box);
  const [, isClosest, side] = /\b(closest)?(?:farthest)?-(side|corner)/.exec(image) ?? [];
  const reach = isClosest ? Math.min : Math.max;
  let [wide, high] = [
    reach(Math.abs(across), Math.abs(box.width - across)),
    reach(Math.abs(down), Math.abs(box.height - down)),
  ];
  const [, first, second = first] = /\((?:circle |ellipse )?([\d.]+px)(?: ([\d.]+px))?/.exec(image) ?? [];
  const isCircle = /\(circle/.test(image) || (!!first && second === first);
  if (first) [wide, high] = [Number.parseFloat(first), Number.parseFloat(second as string)];
  else if (isCircle) wide = high = side === 'side' ? reach(wide, high) : Math.hypot(wide, high);
  else if (side !== 'side') [wide, high] = [wide * Math.SQRT2, high * Math.SQRT2];
  return [Math.hypot((dx - across) / wide, (dy - down) / high), wide];
}

function around(image: string, box: Box, dx: number, dy: number): [place: number, length: number] {
  const [across, down] = middleOf(image, box);
  const from = Number(/from (-?[\d.]+)deg/.exec(image)?.[1] ?? 0) / 360;
  const place = Math.atan2(dx - across, down - dy) / (2 * Math.PI) - from;
  return [place - Math.floor(place), 1];
}
