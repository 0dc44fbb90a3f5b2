import { describe, expect, it } from 'vitest';
import { DOCUMENTS, documentPage } from './documents';
import { urlOf } from './pages';

/** Elements, and texts that are more than space, as a page's source tells. */
const nodesOf = (html: string) => [...html.matchAll(/<[a-z]|>\s*[^<\s]/g)].length;

describe('real documents', () => {
  it.each(DOCUMENTS)('%s holds exactly the links that are strewn in it, in its own kind of block', (path) => {
    const html = documentPage(path, 8, 2);
    const addresses = html.match(/https:\/\/applink\.feishu\.cn\/client\/todo\/detail\?guid=[0-9a-f-]{36}/g) ?? [];
    expect(addresses).toEqual(Array.from({ length: 10 }, (_, index) => urlOf(index)));
    expect(html.match(/<a href="https:\/\/applink\./g)).toHaveLength(8);
    expect(html.match(/see https:\/\/applink\.\S+ please/g)).toHaveLength(2);
    expect(documentPage(path, 8, 2)).toBe(html);
  });

  it('are large, three of them at least', () => {
    expect(DOCUMENTS.filter((path) => nodesOf(documentPage(path, 0, 0)) >= 20_000).length).toBeGreaterThanOrEqual(3);
  });
});
