import type { Finding } from '../in-sheet/geometry';
import { contrast } from '../pictures/contrast';
import { type Picture, part, readPng } from '../pictures/picture';
import type { Sheet } from '../sheet';

/** How far around a control its ring may stand, and how far within it, CSS pixels. */
const AROUND = 6;
const WITHIN = 3;
/** WCAG 2.4.13: as many pixels as a line around it has, 1 px wide, at 3 : 1; half of them, since corners and neighbours hide some. */
const LEAST_CONTRAST = 3;
const LEAST_PART = 0.5;

/** Pixels of the band around a box that have changed enough to be seen. */
function changed(before: Picture, after: Picture): number {
  let count = 0;
  const { width, height } = before;
  const inner = AROUND + WITHIN;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (x >= inner && x < width - inner && y >= inner && y < height - inner) continue;
      const at = (y * width + x) * 4;
      const colour = ({ data }: Picture) => [data[at], data[at + 1], data[at + 2]] as [number, number, number];
      if (contrast(colour(before), colour(after)) >= LEAST_CONTRAST) count += 1;
    }
  return count;
}

/** Whether one sees where the focus is, for one control of each kind that was not tried yet; `whole` has it nowhere. */
export async function invisibleFocus(sheet: Sheet, whole: Picture, tried: Set<string>): Promise<Finding[]> {
  const { page } = sheet;
  const found: Finding[] = [];
  for (const one of await sheet.focusables()) {
    if (tried.has(one.kind)) continue;
    tried.add(one.kind);
    const { x, y, width, height } = one.area;
    const clip = {
      x: Math.max(0, Math.floor(x) - AROUND),
      y: Math.max(0, Math.floor(y) - AROUND),
      width: Math.ceil(width) + 2 * AROUND,
      height: Math.ceil(height) + 2 * AROUND,
    };
    const before = part(whole, clip);
    await sheet.focusOn(one);
    const after = readPng(await page.screenshot({ clip, captureBeyondViewport: false, optimizeForSpeed: true }));
    if (changed(before, after) < (width + height) * 2 * LEAST_PART)
      found.push({ check: 'focus', what: `${one.what} shows no focus` });
  }
  await page.evaluate(() => globalThis.__sheet.holdStill());
  return found;
}
