import { describe, expect, it } from 'vitest';
import { grantsAllSites, patternName, sitePattern } from '../../../entrypoints/options/origins';

describe('sitePattern', () => {
  it.each([
    ['github.com', 'https://github.com/*'],
    [' GitHub.com ', 'https://github.com/*'],
    ['https://github.com/a/b?c#d', 'https://github.com/*'],
    ['http://wiki.corp:8080/x', 'http://wiki.corp/*'],
    ['*.example.com', 'https://*.example.com/*'],
    ['localhost:3000', 'https://localhost/*'],
    ['bücher.example', 'https://xn--bcher-kva.example/*'],
  ])('reads %s', (typed, pattern) => {
    expect(sitePattern(typed)).toBe(pattern);
  });

  it.each([
    '',
    '  ',
    '*',
    '*.*',
    'a b',
    'https://',
    'ftp://example.com',
    'file:///etc',
    'javascript:alert(1)',
    '<all_urls>',
  ])('refuses %j', (typed) => {
    expect(sitePattern(typed)).toBeUndefined();
  });
});

it('calls a pattern by its host', () => {
  expect(patternName('https://github.com/*')).toBe('github.com');
  expect(patternName('http://wiki.corp/*')).toBe('http://wiki.corp');
});

it.each([
  [['https://*/*', 'http://*/*'], true],
  [['<all_urls>'], true],
  [['*://*/*'], true],
  [['http://*/*'], false],
  [['https://github.com/*'], false],
])('%j covers every page: %s', (origins, all) => {
  expect(grantsAllSites(origins)).toBe(all);
});
