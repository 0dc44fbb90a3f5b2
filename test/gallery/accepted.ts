import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { type Cell, pictureName } from './model';
import { encode, encodeSmall } from './pictures/encode';
import { type Picture, readPng, shrink } from './pictures/picture';

const ACCEPTED = fileURLToPath(new URL('./accepted', import.meta.url));

/** Accepted pictures are so many times smaller than the cell: small files, and no trace of how a browser smooths its edges. */
const SCALE = 5;
const PAGE_SCALE = 2;
/** How far a pixel may be from the accepted one, 0 to 1 (OKLab); half of a text's ink that moved by one pixel is below it. */
const THRESHOLD = 0.12;
/** So many pixels of a picture may be further away, as parts of all; and in any square of this size. */
const MOST = 0.004;
const SQUARE = 12;
const MOST_IN_SQUARE = 8;

/** What stands in web pages is small; a picture of it at 200 % has all of its pixels, and is made as small as the others. */
const smallOf = ({ row, zoom }: Cell, picture: Picture) =>
  shrink(picture, row.document === 'page' ? (PAGE_SCALE * zoom) / 100 : SCALE);

export const acceptedFile = (cell: Cell) => join(ACCEPTED, pictureName(cell));

/** Makes this what the cell should look like. */
export function accept(cell: Cell, picture: Picture): void {
  const file = acceptedFile(cell);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, encodeSmall(smallOf(cell, picture)));
}

/** Forgets pictures of cells that are no more; answers how many. */
export function forgetOthers(cells: readonly Cell[]): number {
  const known = new Set(cells.map(pictureName));
  const files = existsSync(ACCEPTED) ? readdirSync(ACCEPTED, { recursive: true, encoding: 'utf8' }) : [];
  const old = files.filter((file) => file.endsWith('.png') && !known.has(file.replaceAll('\\', '/')));
  for (const file of old) rmSync(join(ACCEPTED, file));
  return old.length;
}

/** Why a cell does not look as accepted, in words; nothing where it does. `out` gets the accepted, the actual and the difference. */
export function differs(cell: Cell, picture: Picture, out: string): string | undefined {
  const file = acceptedFile(cell);
  if (!existsSync(file)) return 'has no accepted picture';
  const before = readPng(readFileSync(file));
  // As it is: rounded colours would only be further from the accepted ones.
  const now = smallOf(cell, picture);
  const { width, height } = before;
  if (width !== now.width || height !== now.height)
    return `is ${now.width} × ${now.height} when made smaller, accepted is ${width} × ${height}`;
  const map = new Uint8Array(width * height * 4);
  const options = { threshold: THRESHOLD, includeAA: true };
  const count = pixelmatch(before.data, now.data, map, width, height, options);
  const worst = pixelmatch(before.data, now.data, null, width, height, { ...options, windowSize: SQUARE });
  if (count <= MOST * width * height && worst <= MOST_IN_SQUARE) return undefined;
  const target = join(out, pictureName(cell));
  mkdirSync(dirname(target), { recursive: true });
  for (const [kind, one] of [
    ['accepted', before],
    ['actual', now],
    ['difference', { width, height, data: map }],
  ] as const)
    writeFileSync(target.replace(/png$/, `${kind}.png`), encode(one));
  return `${count} of ${width * height} pixels differ, ${worst} of them close together`;
}
