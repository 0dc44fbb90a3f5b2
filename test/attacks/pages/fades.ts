import type { Attack } from '../attack';

/** One declaration on an element around the link, there from the start. */
const around = (name: string, css: string, on = 'p', rule: Attack['rule'] = 'ancestor chain'): Attack => ({
  name,
  rule,
  head: `<style>${on} { ${css} }</style>`,
});

/** The control is there, but what stands around it makes it invisible, or turns it into something else. */
export const FADES: readonly Attack[] = [
  around('an all but transparent paragraph', 'opacity: .01'),
  around('a paragraph of 85 percent', 'opacity: .85'),
  around('a transparent body', 'opacity: 0', 'body'),
  around('a transparent root', 'opacity: .001', 'html'),
  {
    name: 'five ancestors that fade a little each',
    rule: 'ancestor chain',
    body: `${'<div style="opacity:.91">'.repeat(30)}<p>See <a id="link" href="{{url}}">the notes</a></p>`,
  },
  around('a filter of no opacity', 'filter: opacity(0)'),
  around('a blur', 'filter: blur(12px)'),
  around('an inverted root', 'filter: invert(1) contrast(0)', 'html'),
  {
    name: 'a filter drawn in SVG',
    rule: 'ancestor chain',
    head: '<style>p { filter: url(#flood) }</style>',
    body: '<p>See <a id="link" href="{{url}}">the notes</a></p><svg width="0" height="0"><filter id="flood"><feFlood flood-color="#fff"/></filter></svg>',
  },
  around('a mask of nothing', 'mask-image: linear-gradient(transparent, transparent)'),
  around('a mask with a hole for the pointer only', 'mask-image: radial-gradient(circle 2px, #000 99%, transparent)'),
  {
    name: 'a clip path around the words alone',
    rule: 'ancestor chain',
    script: `strike = () => { document.querySelector('p').style.clipPath = 'inset(0 calc(100% - 60px) 0 0)'; addEventListener('pointerdown', () => { document.querySelector('p').style.clipPath = ''; }, true); }`,
  },
  {
    name: 'a clip path that the ring just fits in',
    rule: 'ancestor chain',
    script: `strike = () => { const p = document.querySelector('p'); const { left, top } = theBox(); const { left: x, top: y } = p.getBoundingClientRect(); p.style.clipPath = \`circle(8px at \${left - x + 11}px \${top - y + 12}px)\`; }`,
  },
  {
    name: 'a clip path that opens as the button goes down',
    rule: 'ancestor chain',
    script: `const p = document.querySelector('p');
      strike = () => {
        p.style.opacity = 0;
        addEventListener('pointerdown', () => { p.style.opacity = ''; }, true);
      }`,
  },
  {
    name: 'a paragraph that comes back just before the press',
    rule: 'ancestor chain',
    script: `const p = document.querySelector('p');
      strike = () => { p.style.opacity = 0; later(750, () => { p.style.opacity = ''; }); }`,
  },
  {
    name: 'a paragraph that is there only while nobody points at it',
    rule: 'ancestor chain',
    script: `const p = document.querySelector('p');
      strike = () => {
        addEventListener('pointerover', () => { p.style.opacity = 0; });
        addEventListener('pointerdown', () => { p.style.opacity = ''; }, true);
      }`,
  },
  around('a blend with the white page', 'mix-blend-mode: lighten', 'p'),
  around('a blend that swallows every colour', 'mix-blend-mode: color-dodge', 'p'),
  around('a paragraph turned away in space', 'transform: perspective(300px) rotateY(80deg)'),
  around('a paragraph turned upside down', 'transform: rotate(180deg)'),
  around('a paragraph turned on its axis', 'rotate: y 70deg; perspective: 200px'),
  around('a paragraph seen from a corner', 'transform: skew(25deg, 8deg)'),
  {
    ...around('a paragraph scaled to a point', 'transform: scale(.05); transform-origin: 0 0', 'p', 'size'),
    rest: 100,
  },
  { ...around('a paragraph of half its size', 'scale: .5; transform-origin: 0 0', 'p', 'size'), rest: 100 },
  around('a page zoomed out by its sheet', 'zoom: .3', 'body', 'size'),
  around(
    'a paragraph as large as the window',
    'transform: scale(60); transform-origin: 110px 10px',
    'p',
    'ancestor chain',
  ),
  {
    name: 'a host faded by the page',
    rule: 'closed root',
    head: '<style>a + * { opacity: 0 !important; filter: opacity(0) !important; clip-path: inset(50%) !important; zoom: .1 !important }</style>',
    script: `strike = () => {
      const set = (name, value) => theHost().style.setProperty(name, value, 'important');
      set('opacity', '0');
      set('transform', 'scale(3)');
      theHost().animate({ opacity: [0, 0], filter: ['opacity(0)', 'opacity(0)'] }, { duration: 1e8, fill: 'both' });
    }`,
    rest: 100,
  },
  {
    name: 'a fading animation around the ring',
    rule: 'ancestor chain',
    script: `strike = () => document.querySelector('p').animate({ opacity: [1, 0, 0, 0, 0] }, { duration: 600, fill: 'forwards' })`,
  },
  {
    name: 'a slow pulse around the ring',
    rule: 'ancestor chain',
    script: `strike = () => document.querySelector('p').animate({ opacity: [.2, 1, .2] }, { duration: 1800, iterations: Infinity })`,
  },
  {
    name: 'an animation along the scroller fades the ring',
    rule: 'ancestor chain',
    head: `<style>html { height: 4000px } @keyframes fade { from { opacity: .05 } to { opacity: 1 } }
      p { animation: fade linear both; animation-timeline: scroll(root) }</style>`,
  },
  {
    name: 'content that the browser may skip',
    rule: 'visibility',
    rest: 100,
    script: `strike = () => { document.querySelector('p').style.contentVisibility = 'hidden'; setTimeout(() => { document.querySelector('p').style.contentVisibility = ''; }, 60); }`,
  },
  {
    name: 'an ancestor outside of an open root fades',
    rule: 'ancestor chain',
    body: '<div id="shell" style="opacity:.02"></div>',
    script: `shell.attachShadow({ mode: 'open' }).innerHTML = '<p>See <a href="{{url}}">the notes</a></p>'`,
  },
  {
    name: 'the slot that the link stands in fades',
    rule: 'ancestor chain',
    body: '<div id="shell"><p>See <a href="{{url}}">the notes</a></p></div>',
    script: `shell.attachShadow({ mode: 'open' }).innerHTML = '<div style="opacity:.02"><slot></slot></div>'`,
  },
  {
    name: 'colours of our bar made unknown by the page',
    rule: 'ancestor chain',
    rest: 100,
    script: `for (const name of ['--ground', '--second', '--line', '--accent', '--done', '--due', '--left', '--top', '--room', '--move'])
        CSS.registerProperty({ name, syntax: '<time>', inherits: false, initialValue: '0s' });
      strike = () => { document.querySelector('p').style.opacity = .01; }`,
  },
];
