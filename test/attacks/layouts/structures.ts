import type { Layout } from './layout';

const LINK = '<a id="link" href="{{url}}">the notes</a>';
const WORDS = 'what each of them has said of it on that day and who was there at all ';

/** What ordinary sites are built of: dialogs, components, frames. */
export const STRUCTURES: readonly Layout[] = [
  { name: 'a modal dialog', body: `<dialog id="box"><p>See ${LINK} before.</p></dialog>`, script: 'box.showModal()' },
  {
    name: 'a dialog made of boxes',
    head: '<style>.veil { position: fixed; inset: 0; background: #0008; display: grid; place-items: center; z-index: 50 } .box { background: #fff; padding: 40px; border-radius: 8px }</style>',
    body: `<div class="veil"><div class="box" role="dialog">See ${LINK} before.</div></div>`,
  },
  {
    name: 'a popover',
    body: `<div id="box" popover="manual" style="padding:30px">See ${LINK} there</div>`,
    script: 'box.showPopover()',
  },
  {
    name: 'the midst of a justified paragraph',
    body: `<p style="width:600px;text-align:justify">${WORDS.repeat(3)} ${LINK} ${WORDS.repeat(3)}</p>`,
  },
  {
    name: 'a bare address that fills its line',
    body: `<p style="width:400px">${WORDS}{{url}} ${WORDS.repeat(2)}</p>`,
  },
  {
    name: 'the midst of a paragraph from right to left',
    body: `<p dir="rtl" style="width:500px;text-align:justify">${WORDS.repeat(3)} ${LINK} ${WORDS.repeat(3)}</p>`,
  },
  { name: 'an open fold', body: `<details open><summary>More</summary><p>See ${LINK}</p></details>` },
  {
    name: 'a web component',
    body: '<my-card></my-card>',
    script: `customElements.define('my-card', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<style>section { padding: 20px; border: 1px solid #ccc; border-radius: 8px }</style><section>See <a href="{{url}}">the notes</a></section>'; } })`,
  },
  {
    name: 'a slot of a web component',
    body: `<my-slot><p>See ${LINK}</p></my-slot>`,
    script: `customElements.define('my-slot', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<section style="padding:20px"><slot></slot></section>'; } })`,
  },
  {
    name: 'components within components',
    body: '<x-outer></x-outer>',
    script: `customElements.define('x-inner', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = 'See <a href="{{url}}">the notes</a>'; } });
      customElements.define('x-outer', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<div style="margin:20px"><x-inner></x-inner></div>'; } });`,
  },
  {
    name: 'a frame of the same site',
    body: '<h1>Report</h1><iframe src="/inner-layout" style="width:700px;height:200px;border:1px solid #ccc"></iframe>',
    others: { '/inner-layout': `<!doctype html><body style="font:16px sans-serif">See ${LINK}` },
  },
  {
    name: 'a single-page app that draws late',
    body: '<div id="root"></div>',
    script: `setTimeout(() => { root.innerHTML = '<main><p>See <a href="{{url}}">the notes</a></p></main>'; }, 300)`,
  },
  {
    name: 'a list that is drawn anew every second',
    body: '<ul id="root"></ul><p id="clock"></p>',
    script: `root.innerHTML = '<li>See <a href="{{url}}">the notes</a></li>'; setInterval(() => { clock.textContent = Date(); }, 200)`,
  },
  {
    name: 'a strict policy',
    headers: {
      'content-security-policy':
        "default-src 'self' 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types 'none'",
    },
  },
  { name: 'more links than get a ring at rest', crowded: true },
  { name: 'two links to the same task', body: `<p>See ${LINK} or <a href="{{url}}">this</a>.</p>` },
  {
    name: 'an old page in quirks mode',
    body: `<center><font size="4"><table border="1" cellpadding="20"><tr><td>See ${LINK}</td></tr></table></font></center>`,
  },
];
