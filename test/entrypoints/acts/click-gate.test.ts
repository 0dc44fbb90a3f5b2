import { describe, expect, it } from 'vitest';
import { type Evidence, type Held, judgeClick } from '../../../entrypoints/acts/click-gate';

const HELD: Held = { at: 500, still: 500, hit: 500, plain: 500, same: 500, seen: 500 };
const CLEAN: Evidence = { trusted: true, primary: true, sameButton: true, sameLink: true, held: HELD };

describe('the click gate', () => {
  it('lets a click act that is clean in every layer', () => {
    expect(judgeClick(CLEAN)).toBe(true);
  });

  it.each<[string, Partial<Evidence>]>([
    ['made by the page', { trusted: false }],
    ['of another pointer or key', { primary: false }],
    ['that began on another button', { sameButton: false }],
    ['on a link that changed while the button was down', { sameLink: false }],
  ])('asks for a click %s', (_, doubt) => {
    expect(judgeClick({ ...CLEAN, ...doubt })).toBe(false);
  });

  it.each(Object.keys(HELD) as (keyof Held)[])('asks where "%s" was in doubt a moment ago', (layer) => {
    expect(judgeClick({ ...CLEAN, held: { ...HELD, [layer]: 499 } })).toBe(false);
    expect(judgeClick({ ...CLEAN, held: { ...HELD, [layer]: -1 } })).toBe(false);
  });
});
