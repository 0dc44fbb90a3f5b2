import { describe, expect, it } from 'vitest';
import { stillness } from '../../../entrypoints/acts/stillness';

const box = (left: number, top = 0, size = 24) => ({ left, top, width: size, height: size });

describe('stillness', () => {
  it('counts from the first sample', () => {
    const sample = stillness();
    expect(sample(box(10), 1000)).toBe(0);
    expect(sample(box(11), 1400)).toBe(400);
    expect(sample(box(12), 1600)).toBe(600);
  });

  it('begins again when the control has moved by more than 2 px', () => {
    const sample = stillness();
    sample(box(10), 0);
    expect(sample(box(13), 600)).toBe(0);
    expect(sample(box(13, 3), 700)).toBe(0);
    expect(sample(box(13, 3), 1300)).toBe(600);
  });

  it('sees slow drift', () => {
    const sample = stillness();
    let still = 0;
    for (let step = 0; step <= 10; step += 1) still = sample(box(step), step * 100);
    expect(still).toBeLessThan(300);
  });

  it('begins again when the size changes, and never counts a control smaller than 18 px', () => {
    const sample = stillness();
    sample(box(0), 0);
    expect(sample(box(0, 0, 30), 600)).toBe(0);
    expect(sample(box(0, 0, 17), 700)).toBe(0);
    expect(sample(box(0, 0, 17), 2000)).toBe(0);
    expect(sample(box(0, 0, 18), 2100)).toBe(100);
  });
});
