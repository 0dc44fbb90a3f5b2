import type { Picture } from './picture';

export type Colour = readonly [red: number, green: number, blue: number];

const linear = (value: number) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};
const LINEAR = Float64Array.from({ length: 256 }, (_, value) => linear(value));

/** Relative luminance (WCAG 2). */
function luminance([red, green, blue]: Colour): number {
  const of = (value: number) => LINEAR[value] ?? linear(value);
  return 0.2126 * of(red) + 0.7152 * of(green) + 0.0722 * of(blue);
}

/** 1 (the same) to 21 (black and white). */
export function contrast(a: Colour, b: Colour): number {
  const [one, other] = [luminance(a) + 0.05, luminance(b) + 0.05];
  return one > other ? one / other : other / one;
}

export interface Ink {
  /** The colour that most of the box has. */
  readonly ground: Colour;
  /** The highest contrast to it that anything in the box has. */
  readonly contrast: number;
  /** How many pixels stand out from the ground at all. */
  readonly pixels: number;
}

/** What stands out by this much is drawn, and not the noise of a gradient. */
const STANDS_OUT = 1.25;

/** What a box shows, by its pixels. */
export function inkOf({ width, height, data }: Picture): Ink {
  const counts = new Map<number, number>();
  for (let at = 0; at < width * height * 4; at += 4) {
    const colour = ((data[at] as number) << 16) | ((data[at + 1] as number) << 8) | (data[at + 2] as number);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const of = (colour: number): Colour => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const [most = 0] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
  const ground = of(most);
  let [best, pixels] = [1, 0];
  for (const [colour, count] of counts) {
    const one = contrast(of(colour), ground);
    best = Math.max(best, one);
    if (one >= STANDS_OUT) pixels += count;
  }
  return { ground, contrast: best, pixels };
}

/** `rgb()` and `rgba()` as computed styles have them, over a ground. */
export function colourOver(css: string, ground: Colour): Colour | undefined {
  const [red, green, blue, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
  if (!css.startsWith('rgb') || red === undefined || green === undefined || blue === undefined) return undefined;
  const mix = (value: number, behind: number) => value * alpha + behind * (1 - alpha);
  return [mix(red, ground[0]), mix(green, ground[1]), mix(blue, ground[2])];
}
