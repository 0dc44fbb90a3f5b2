import { describe, expect, it } from 'vitest';
import { isDark } from '../../../entrypoints/controls/brightness';

describe('a background', () => {
  it.each([
    ['rgb(255, 255, 255)', false],
    ['rgb(28, 31, 36)', true],
    ['rgb(13, 17, 23)', true],
    ['rgb(246, 248, 250)', false],
    ['rgb(0, 0, 255)', true],
    ['rgb(255, 255, 0)', false],
  ])('%s is dark: %s', (color, dark) => {
    expect(isDark(color)).toBe(dark);
  });

  it.each(['rgba(0, 0, 0, 0)', 'rgba(0, 0, 0, 0.9)', 'rgba(0, 0, 0, 0.3)', 'oklch(0.2 0.1 200)', ''])(
    '%s says nothing',
    (color) => {
      expect(isDark(color)).toBeUndefined();
    },
  );
});
