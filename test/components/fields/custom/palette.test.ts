import { describe, expect, it } from 'vitest';
import { optionColour } from '../../../../components/fields/custom/palette';

/** Relative luminance (WCAG 2) of `oklch(L C H)`, by the matrices of CSS Color 4; a colour outside of sRGB is an error. */
function luminance(colour: string): number {
  const [, l = 0, c = 0, h = 0] = (/^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(colour) ?? []).map(Number);
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short;
  const green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short;
  const blue = -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short;
  for (const part of [red, green, blue]) if (part < -0.005 || part > 1.005) throw new Error(`${colour} is not in sRGB`);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const grey = (byte: number) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
const contrast = (one: number, other: number) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

/** Ground and raised ground of both themes: #ffffff, #f6f7f9, #1c1f24, #24282f, the last two by their brightest channel. */
const GROUNDS = [grey(0xff), grey(0xf6), grey(0x24), grey(0x2f)];

describe('the colours of options', () => {
  const all = Array.from({ length: 55 }, (_, index) => optionColour(index));

  it('are 55 different ones', () => expect(new Set(all).size).toBe(55));

  it('stand out from every ground by 3:1', () => {
    const faint = all.filter((colour) => GROUNDS.some((ground) => contrast(luminance(colour), ground) < 3));
    expect(faint).toEqual([]);
  });

  it('are there for an index that is none of Feishu’s', () => {
    expect(optionColour(undefined)).toBe(all[0]);
    expect(optionColour(55)).toBe(all[0]);
    expect(optionColour(-1)).toBe(all[54]);
  });
});
