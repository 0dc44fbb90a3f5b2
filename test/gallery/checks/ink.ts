import type { Finding } from '../in-sheet/geometry';
import type { Inked } from '../in-sheet/probe';
import { colourOver, contrast, inkOf } from '../pictures/contrast';
import { type Picture, part } from '../pictures/picture';

/** WCAG 1.4.3 and 1.4.11. */
const LEAST = { words: 4.5, shape: 3 } as const;
/** Thin strokes lie between pixels, which then have a part of the colour; less than this is not seen at all. */
const THIN = { words: 2, shape: 1.6 } as const;
/** A dot or a line of a few pixels is something. */
const LEAST_PIXELS = 4;

/**
 * Whether what should be seen is: pixels of its box differ from its ground, by enough. Where strokes are too thin for one pixel
 * of the full colour, that colour is compared with the ground that the pixels show.
 */
export function faint(whole: Picture, density: number, inked: readonly Inked[]): Finding[] {
  return inked.flatMap(({ what, area: { x, y, width, height }, colors, kind }) => {
    const box = part(whole, { x: x * density, y: y * density, width: width * density, height: height * density });
    const ink = inkOf(box);
    if (ink.pixels < LEAST_PIXELS)
      return [{ check: kind === 'shape' ? 'icon' : 'ink', what: `${what} cannot be seen` }];
    if (ink.contrast >= LEAST[kind]) return [];
    const said = Math.max(1, ...colors.map((css) => contrast(colourOver(css, ink.ground) ?? ink.ground, ink.ground)));
    if (said >= LEAST[kind] && ink.contrast >= THIN[kind]) return [];
    const words = `has a contrast of ${Math.max(ink.contrast, 1).toFixed(1)} : 1 to rgb(${ink.ground.join(' ')})`;
    return [{ check: 'contrast', what: `${what} ${words}` }];
  });
}
