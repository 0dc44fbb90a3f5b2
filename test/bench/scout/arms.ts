/**
 * Ways to find task links, as source of a function without arguments that answers how many it found. They run in a fresh
 * isolated world each time, as a content script's first call does.
 */
export interface Arm {
  readonly name: string;
  /** Source of an expression: the function. */
  readonly source: string;
  /** What must run in the world before, outside the time. */
  readonly prelude?: string;
  /** What it can find: links in anchors, in text, or both. */
  readonly finds: 'links' | 'texts' | 'both' | 'any';
}

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const URL_IN_TEXT = `/https:\\/\\/applink\\.feishu\\.cn\\/client\\/todo\\/detail\\?guid=${GUID}/g`;

/** The floor under everything that sees links: one selector. */
export const FLOOR_A: Arm = {
  name: 'a: querySelectorAll alone',
  finds: 'links',
  source: `() => document.querySelectorAll('a[href*="applink."]').length`,
};

/** The floor under everything that must also see bare text. Answers whether any is there, not how many. */
export const FLOOR_AT: Arm = {
  name: 'a+t: selector and textContent.includes',
  finds: 'any',
  source: `() => document.querySelectorAll('a[href*="applink."]').length + (document.body.textContent.includes('applink.') ? 1 : 0)`,
};

/** The least code that tells where they all are: one selector, and one XPath over every text. In one go, and in what is there now. */
export const ONE_XPATH: Arm = {
  name: 'one selector and one XPath',
  finds: 'both',
  source: `() => {
    let hits = document.querySelectorAll('a[href*="applink."]').length;
    const texts = document.evaluate('//body//text()[contains(.,"applink.")]', document, null, 7, null);
    for (let i = 0; i < texts.snapshotLength; i += 1) hits += texts.snapshotItem(i).data.match(${URL_IN_TEXT})?.length ?? 0;
    return hits;
  }`,
};

/** What a scanner without memory does at each change: everything once more, by selector and by reading every text. */
export const WHOLE_DOCUMENT: Arm = {
  name: 'whole document: every link and the text of every block',
  finds: 'both',
  source: `() => {
    let hits = 0;
    for (const link of document.querySelectorAll('a[href]')) if (link.href.includes('applink.')) hits += 1;
    for (const block of document.querySelectorAll('p, li, td, pre, div')) for (const node of block.childNodes)
      if (node.nodeType === 3) hits += node.data.match(${URL_IN_TEXT})?.length ?? 0;
    return hits;
  }`,
};

export const TREE_WALKER: Arm = {
  name: 'TreeWalker over links and texts',
  finds: 'both',
  source: `() => {
    let hits = 0;
    const walker = document.createTreeWalker(document.body, 5);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === 3) { if (node.data.indexOf('applink.') >= 0) hits += node.data.match(${URL_IN_TEXT})?.length ?? 0; }
      else if (node.localName === 'a' && node.getAttribute('href')?.includes('applink.')) hits += 1;
    }
    return hits;
  }`,
};
