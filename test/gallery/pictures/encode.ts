import type { Picture } from './picture';
import { writePng } from './png';

/** A picture to look at, every colour as it is. */
export function encode({ width, height, data }: Picture): Buffer {
  const lines = Buffer.alloc((width * 3 + 1) * height);
  for (let row = 0, from = 0, to = 0; row < height; row += 1) {
    to += 1;
    for (let column = 0; column < width; column += 1, from += 4, to += 3) {
      lines[to] = data[from] as number;
      lines[to + 1] = data[from + 1] as number;
      lines[to + 2] = data[from + 2] as number;
    }
  }
  return writePng({ width, height }, 2, lines);
}

/** Colours are rounded to this many levels of each of red, green and blue until no more than 256 are left. */
const LEVELS = [16, 8, 6];

/** With a palette, a third of the size of one without: a picture that stays in the repository. */
export function encodeSmall({ width, height, data }: Picture): Buffer {
  for (const levels of LEVELS) {
    const step = 255 / (levels - 1);
    const palette = new Map<number, number>();
    const lines = Buffer.alloc((width + 1) * height);
    for (let at = 0; at < width * height; at += 1) {
      let colour = 0;
      for (let channel = 0; channel < 3; channel += 1)
        colour = colour * 256 + Math.round(Math.round((data[at * 4 + channel] ?? 0) / step) * step);
      if (!palette.has(colour)) palette.set(colour, palette.size);
      lines[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = palette.get(colour) ?? 0;
    }
    if (palette.size > 256) continue;
    const colours = [...palette.keys()].flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]);
    return writePng({ width, height }, 3, lines, { level: 9, palette: Buffer.from(colours) });
  }
  throw new Error('six levels make 216 colours at most');
}
