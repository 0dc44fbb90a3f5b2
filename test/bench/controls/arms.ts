/** Ways to stand beside links, as sources of functions that answer `{ ms, layout, hits }`; reference for what ours may cost. */

const LINKS = `[...document.querySelectorAll('a[href*="applink."]')]`;

/** Only watches each link: nothing that comes lazily can be cheaper. Timed: observing, and hearing of all of them once. */
export const LAZY = `async () => {
  const links = ${LINKS};
  let ms = 0;
  const near = new Set();
  const heard = new Promise((resolve) => {
    const begin = performance.now();
    const observer = new IntersectionObserver((entries) => {
      const began = performance.now();
      for (const { target, isIntersecting } of entries) isIntersecting ? near.add(target) : near.delete(target);
      ms += performance.now() - began;
      resolve();
    }, { rootMargin: '100%' });
    for (const link of links) observer.observe(link);
    ms += performance.now() - begin;
  });
  await heard;
  return { ms, layout: 0, hits: links.length };
}`;

/** The least that a visible control can be: a host, a closed root, a shared sheet, one glyph button cloned from a template. */
export const LEAST_CONTROL = `async () => {
  const links = ${LINKS};
  const begin = performance.now();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('button { all: unset; width: 22px; height: 22px }');
  const template = document.createElement('span');
  const button = document.createElement('button');
  button.textContent = '\\u25cb';
  template.append(button);
  const hear = () => {};
  globalThis.kept = links.map((link) => {
    const host = document.createElement('span');
    const root = host.attachShadow({ mode: 'closed' });
    root.adoptedStyleSheets.push(sheet);
    root.append(template.cloneNode(true));
    root.addEventListener('click', hear);
    link.after(host);
    return root;
  });
  const ms = performance.now() - begin;
  void document.body.offsetHeight;
  return { ms, layout: performance.now() - begin - ms, hits: globalThis.kept.length };
}`;

/** The same with an inline drawing in place of the glyph, as ours has: its shape is the sheet's. */
export const DRAWN_CONTROL = `async () => {
  const links = ${LINKS};
  const begin = performance.now();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('button { all: unset; width: 22px; height: 22px } svg { width: 16px; height: 16px }');
  const template = document.createElement('span');
  const button = document.createElement('button');
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const name of ['circle', 'path']) svg.append(document.createElementNS('http://www.w3.org/2000/svg', name));
  button.append(svg);
  template.append(button);
  const hear = () => {};
  globalThis.kept = links.map((link) => {
    const host = document.createElement('span');
    const root = host.attachShadow({ mode: 'closed' });
    root.adoptedStyleSheets.push(sheet);
    root.append(template.cloneNode(true));
    root.addEventListener('click', hear);
    link.after(host);
    return root;
  });
  const ms = performance.now() - begin;
  void document.body.offsetHeight;
  return { ms, layout: performance.now() - begin - ms, hits: globalThis.kept.length };
}`;
