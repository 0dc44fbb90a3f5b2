import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableBase64 } from '../../../components/fields/base64';
import { withBreaksOf } from '../../../components/fields/line-breaks';

const packed = (text: string) => Buffer.from(text, 'utf8').toString('base64');

describe('Base64 that says something', () => {
  it.each([
    ['dGVzdA==', 'test'],
    [packed('{"a": "工作台"}'), '{"a": "工作台"}'],
    [`${packed('first line\nsecond').slice(0, 12)}\n${packed('first line\nsecond').slice(12)}`, 'first line\nsecond'],
    [packed('😀😀'), '😀😀'],
  ])('%s', (text, read) => {
    expect(readableBase64(text)).toBe(read);
  });

  it.each([
    '',
    'test',
    'workbench',
    'calendar',
    '12345678',
    'dGVzdA=',
    'dGVz dA==',
    packed('\u0000binary'),
    '////////',
  ])('not %s', (text) => {
    expect(readableBase64(text)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(['string', 'undefined']).toContain(typeof readableBase64(text));
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('line breaks of text that is typed over', () => {
  it.each([
    ['a\r\nb', 'a\nbc', 'a\r\nbc'],
    ['a\nb', 'a\nbc', 'a\nbc'],
    ['a\r\nb\nc', 'a\nb\ncd', 'a\nb\ncd'],
    ['', 'a\nb', 'a\nb'],
    ['a\r\nb', 'a\r\nb', 'a\r\nb'],
  ])('%j typed as %j', (original, typed, kept) => {
    expect(withBreaksOf(original, typed)).toBe(kept);
  });
});
