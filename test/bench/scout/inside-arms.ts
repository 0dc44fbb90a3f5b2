import type { Arm } from './arms';

const SELECTOR = `'a[href*="applink."]'`;

/** Ways to come into open shadow roots; each then asks every root for links. */
export const ARMS_IN_ROOTS = {
  /** Sees custom elements alone. */
  dashed: {
    name: 'XPath over names with a dash',
    finds: 'links',
    source: `() => {
      let hits = 0;
      const hosts = document.evaluate('//*[contains(name(), "-")]', document, null, 6, null);
      for (let index = 0; index < hosts.snapshotLength; index += 1)
        hits += hosts.snapshotItem(index).shadowRoot?.querySelectorAll(${SELECTOR}).length ?? 0;
      return hits;
    }`,
  },
  walker: {
    name: 'TreeWalker over elements',
    finds: 'links',
    source: `() => {
      let hits = 0;
      const walker = document.createTreeWalker(document, 1);
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (node.shadowRoot) hits += node.shadowRoot.querySelectorAll(${SELECTOR}).length;
      return hits;
    }`,
  },
  everyElement: {
    name: 'querySelectorAll of everything',
    finds: 'links',
    source: `() => {
      let hits = 0;
      for (const { shadowRoot } of document.querySelectorAll('*'))
        if (shadowRoot) hits += shadowRoot.querySelectorAll(${SELECTOR}).length;
      return hits;
    }`,
  },
} as const satisfies Readonly<Record<string, Arm>>;

const inFrames = (read: string) => `() => {
  let hits = 0;
  const read = ${read};
  const enter = (document) => {
    if (!document?.body) return;
    hits += read(document);
    for (const frame of document.querySelectorAll('iframe')) enter(frame.contentDocument);
  };
  enter(document);
  return hits;
}`;

/** The same done in the page and in each frame of its origin, from the top. */
export const ARMS_IN_FRAMES = {
  floor: {
    name: 'a+t in the page and in each frame',
    finds: 'links',
    source: inFrames(
      `(document) => { const { length } = document.querySelectorAll(${SELECTOR}); return document.body.textContent.includes('applink.') ? length + 1 : length; }`,
    ),
  },
  walker: {
    name: 'TreeWalker in the page and in each frame',
    finds: 'links',
    source: inFrames(`(document) => {
      let count = 0;
      const walker = document.createTreeWalker(document.body, 5);
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (node.nodeType === 3 ? node.data.includes('applink.') : node.localName === 'a' && node.getAttribute('href').includes('applink.')) count += 1;
      return count;
    }`),
  },
} as const satisfies Readonly<Record<string, Arm>>;
