import { PNG } from 'pngjs';
import type { Page } from 'puppeteer';
import type { Box } from './look/index';

/** Half of the way from black to white. */
const MIDDLE = 127;
/** So far outside of a ring its ground is looked at, px. */
const OUTSIDE = 3;

/** How light a picture is at a place, 0 to 255; nothing outside of it. */
function lightAt({ width, height, data }: PNG, x: number, y: number): number[] {
  if (x < 0 || y < 0 || x >= width || y >= height) return [];
  const at = (Math.floor(y) * width + Math.floor(x)) * 4;
  const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
  return [0.2126 * red + 0.7152 * green + 0.0722 * blue];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The rings of which what is drawn is light on a dark ground, or dark on a light one, by the pixels alone. */
export async function offGround(page: Page, boxes: readonly Box[]): Promise<string[]> {
  if (!boxes[0]) return [];
  const picture = PNG.sync.read(Buffer.from(await page.screenshot()));
  return boxes.flatMap(({ name, x, y, width, height }) => {
    const inside: number[] = [];
    const outside: number[] = [];
    // The middle half of the ring, which is its own ground with little on it.
    for (let dx = width / 4; dx < (width * 3) / 4; dx += 1)
      for (let dy = height / 4; dy < (height * 3) / 4; dy += 1) inside.push(...lightAt(picture, x + dx, y + dy));
    for (let dx = 0; dx < width; dx += 1) {
      outside.push(...lightAt(picture, x + dx, y - OUTSIDE), ...lightAt(picture, x + dx, y + height + OUTSIDE));
    }
    if (!inside[0] || !outside[0]) return [];
    const [ring, ground] = [mean(inside), mean(outside)];
    const isOff = ring < MIDDLE !== ground < MIDDLE;
    return isOff ? [`the ring of "${name}" has the lightness ${Math.round(ring)} on ${Math.round(ground)}`] : [];
  });
}
