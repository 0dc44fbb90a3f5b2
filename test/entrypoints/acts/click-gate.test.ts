import { describe, expect, it } from 'vitest';
import { type Evidence, judgeClick } from '../../../entrypoints/acts/click-gate';

const CLEAN: Evidence = {
  trusted: true,
  primary: true,
  sameButton: true,
  stillFor: 500,
  hits: true,
  sameLink: true,
  trackable: true,
};

describe('the click gate', () => {
  it('lets a click act that is clean in every layer', () => {
    expect(judgeClick(CLEAN)).toBe(true);
  });

  it.each<[string, Partial<Evidence>]>([
    ['made by the page', { trusted: false }],
    ['of another pointer or key', { primary: false }],
    ['that began on another button', { sameButton: false }],
    ['on a control that moved a moment ago', { stillFor: 499 }],
    ['on a control that appeared just now', { stillFor: 0 }],
    ['on a covered control', { hits: false }],
    ['on a link that changed', { sameLink: false }],
    ['in a browser that cannot track visibility', { trackable: false }],
  ])('asks for a click %s', (_, doubt) => {
    expect(judgeClick({ ...CLEAN, ...doubt })).toBe(false);
  });
});
