import type { Brush } from './brush';
import { type Box, gradientAt } from './gradient';

export const CLEAR = 'rgba(0, 0, 0, 0)';

/** One image of a computed list: a name and whatever stands in its parentheses, which may hold others. */
const IMAGES = /none|[\w-]+\((?:"(?:\\.|[^"\\])*"|[^()"]|\((?:[^()]|\([^()]*\))*\))*\)/g;

const listOf = (values: string) => values.split(/, /);
const lengthOf = (value: string, whole: number) => Number.parseFloat(value) * (value.endsWith('%') ? whole / 100 : 1);

/** The tile of a background that covers a point; nothing where it does not reach that far. */
function tileAt(box: Box, size: string, place: string, repeat: string, x: number, y: number): Box | undefined {
  const [wide = 'auto', high = 'auto'] = size.split(' ');
  const [across = '0%', down = '0%'] = place.split(' ');
  const [repeatX = '', repeatY = repeatX] = repeat
    .replace('repeat-x', 'repeat no-repeat')
    .replace('repeat-y', 'no-repeat repeat')
    .split(' ');
  /** Where the tile begins along one side, and how long it is. */
  function along(start: number, room: number, size: string, place: string, repeat: string, point: number) {
    const length = /auto|co/.test(size) ? room : lengthOf(size, room);
    const begin = start + lengthOf(place, place.endsWith('%') ? room - length : 1);
    const steps = repeat === 'no-repeat' || !length ? 0 : Math.floor((point - begin) / length);
    const from = begin + steps * length;
    return point >= from && point <= from + length ? { from, length } : undefined;
  }
  const column = along(box.left, box.width, wide, across, repeatX, x);
  const row = along(box.top, box.height, high, down, repeatY, y);
  return column && row && { left: column.from, top: row.from, width: column.length, height: row.length };
}

/**
 * Lays what an element's own background draws at a point of its window. A picture cannot be read: where no colour of its own
 * stands in for it, `guess` does.
 */
export function layBackground(
  style: CSSStyleDeclaration,
  box: Box,
  x: number,
  y: number,
  brush: Brush,
  guess: string,
): void {
  const { backgroundColor, backgroundImage, backgroundClip, backgroundAttachment } = style;
  // What is clipped to letters is seen through them only; the last clip is that of the colour.
  const clips = listOf(backgroundClip);
  if (clips.at(-1) !== 'text') brush.lay(backgroundColor);
  const images = backgroundImage.match(IMAGES) ?? [];
  const [sizes, places, repeats] = [style.backgroundSize, style.backgroundPosition, style.backgroundRepeat].map(
    listOf,
  ) as [string[], string[], string[]];
  const attachments = listOf(backgroundAttachment);
  for (const [index, image] of [...images.entries()].reverse()) {
    const its = (list: string[]) => list[index % list.length] as string;
    const fixed = { left: 0, top: 0, width: innerWidth, height: innerHeight };
    const area = its(attachments) === 'fixed' ? fixed : box;
    if (/^url|image\(/.test(image)) {
      if (backgroundColor === CLEAR) brush.lay(guess);
    } else if (image !== 'none' && its(clips) !== 'text') {
      const tile = tileAt(area, its(sizes), its(places), its(repeats), x, y);
      const paint = tile && gradientAt(image, tile, x, y, brush);
      if (paint) brush.lay(paint);
    }
  }
}
