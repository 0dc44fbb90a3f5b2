import type { Layout } from './layout';

const LINK = '<a id="link" href="{{url}}">the notes</a>';
const FILL = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit. ';

const styled = (name: string, css: string, body = `<main><p>See ${LINK} before the meeting.</p></main>`): Layout => ({
  name,
  head: `<style>${css}</style>`,
  body,
});

/** What sheets of ordinary sites do around a link. */
export const SHEETS: readonly Layout[] = [
  styled('plain text', ''),
  styled('a dark page', 'body { background: #111; color: #eee } a { color: #8cf }'),
  {
    ...styled('dark mode by an inverting filter', 'html { filter: invert(1) hue-rotate(180deg); background: #fff }'),
    asks: true,
  },
  styled('a colour scheme of its own', ':root { color-scheme: dark light }'),
  styled('right to left', 'html { direction: rtl }', `<p>راجع ${LINK} قبل الاجتماع</p>`),
  styled('vertical writing', 'main { writing-mode: vertical-rl; height: 300px }'),
  styled('a large font', 'body { font-size: 28px; line-height: 2 }'),
  styled('a small font', 'body { font-size: 11px; line-height: 1.2 }'),
  styled(
    'text in two columns',
    'main { columns: 2 }',
    `<main><p>${FILL.repeat(8)}</p><p>See ${LINK} there.</p></main>`,
  ),
  styled('a page zoomed in by its sheet', 'body { zoom: 1.25 }'),
  styled('a page zoomed a little out by its sheet', 'body { zoom: .9 }'),
  styled(
    'a centred column moved by a transform',
    'main { position: absolute; left: 50%; transform: translateX(-50%) }',
  ),
  styled('a layer of its own', 'main { will-change: transform; transform: translateZ(0) }'),
  styled('a paint container', 'main { contain: layout paint style; content-visibility: auto }'),
  styled('a size container', 'main { container-type: inline-size } @container (min-width: 1px) { p { padding: 4px } }'),
  styled(
    'a card with round corners and hidden overflow',
    'main { border-radius: 12px; overflow: hidden; border: 1px solid #ccc; padding: 20px; box-shadow: 0 1px 4px #0003 }',
  ),
  styled(
    'a clipped line with an ellipsis',
    'p { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 700px; line-height: 30px }',
  ),
  styled(
    'a sticky header',
    'header { position: sticky; top: 0; background: #eee; padding: 12px }',
    `<header>Docs ${LINK}</header><div style="height:3000px"></div>`,
  ),
  styled(
    'a fixed footer',
    'footer { position: fixed; bottom: 0; left: 0; right: 0; padding: 16px; background: #eee }',
    `<footer>See ${LINK}</footer>`,
  ),
  styled(
    'a scroller',
    'main { height: 200px; overflow: auto } section { height: 900px }',
    `<main><p>See ${LINK}</p><section></section></main>`,
  ),
  {
    ...styled(
      'a scroller scrolled down',
      'main { height: 200px; overflow: auto } section { height: 900px }',
      `<main><section></section><p>See ${LINK}</p><section></section></main>`,
    ),
    script: "document.querySelector('main').scrollTop = 800",
  },
  {
    ...styled(
      'a page scrolled down',
      '',
      `<div style="height:2500px"></div><p>See ${LINK}</p><div style="height:2500px"></div>`,
    ),
    script: 'scrollTo(0, 2300)',
  },
  styled(
    'a row of a flex box',
    'main { display: flex; gap: 12px; align-items: center }',
    `<main><span>Task</span>${LINK}<span>open</span></main>`,
  ),
  styled(
    'a spread row of a flex box',
    'main { display: flex; justify-content: space-between }',
    `<main><span>Task</span>${LINK}<span>open</span></main>`,
  ),
  styled(
    'a column of a flex box',
    'main { display: flex; flex-direction: column; align-items: flex-start }',
    `<main><span>Task</span>${LINK}<span>open</span></main>`,
  ),
  styled(
    'a grid',
    'main { display: grid; grid-template-columns: 1fr 2fr 1fr; gap: 10px }',
    `<main><span>Task</span>${LINK}<span>open</span></main>`,
  ),
  styled(
    'a table',
    'td, th { border: 1px solid #ccc; padding: 6px 40px 6px 8px }',
    `<table><tr><th>Task<th>State<tr><td>${LINK}<td>open<tr><td>b<td>c</table>`,
  ),
  styled(
    'a table with a sticky head and column',
    'main { height: 160px; width: 600px; overflow: auto } td, th { padding: 10px 60px; background: #fff } th { position: sticky; top: 0 } td:first-child { position: sticky; left: 0 }',
    `<main><table><tr><th>Task<th>State${'<th>More'.repeat(5)}<tr><td>${LINK}<td>open${`<tr><td>x<td>y`.repeat(20)}</table></main>`,
  ),
  styled('a list', 'li { margin: 6px }', `<ul><li>One<li>${LINK}<li>Three</ul>`),
  styled('a heading', '', `<h1>${LINK}</h1><p>${FILL}</p>`),
  styled('a link as a block', 'a { display: block; padding: 8px; width: 300px }'),
  styled(
    'a link as a button',
    'a { display: inline-block; padding: 8px 16px; border-radius: 6px; background: #1456f0; color: #fff }',
  ),
  styled(
    'a floating aside',
    'aside { float: right; width: 260px; padding: 12px; border: 1px solid #ccc }',
    `<aside>See ${LINK}</aside><p>${FILL.repeat(5)}</p>`,
  ),
  styled('an address in text', '', '<p>Please look at {{url}} before the meeting.</p>'),
  styled(
    'preformatted text',
    'pre { background: #f6f8fa; padding: 16px; overflow: auto; font: 12px monospace; white-space: pre-wrap }',
    '<pre>Fix the export\n\nFeishu-Task: {{url}}\nReviewed-by: Anna</pre>',
  ),
  styled(
    'an animation that has ended',
    '@keyframes in { from { opacity: 0; translate: 0 20px } } main { animation: in .2s both }',
  ),
  styled('a transition on hover', 'p { transition: background .2s; padding: 10px } p:hover { background: #eef }'),
  {
    ...styled(
      'a sidebar that has slid in',
      'aside { position: fixed; inset: 0 auto 0 -300px; width: 300px; background: #eee; padding: 20px; transition: transform .2s } aside.open { transform: translateX(300px) }',
      `<aside>See ${LINK}</aside>`,
    ),
    script: "setTimeout(() => document.querySelector('aside').classList.add('open'), 50)",
  },
  {
    ...styled(
      'a carousel on its second slide',
      '.view { width: 500px; overflow: hidden } .reel { display: flex; transition: transform .3s } .slide { flex: 0 0 500px; height: 120px }',
      `<div class="view"><div class="reel"><div class="slide">One</div><div class="slide">See ${LINK}</div><div class="slide">Three</div></div></div>`,
    ),
    script: "setTimeout(() => { document.querySelector('.reel').style.transform = 'translateX(-500px)' }, 50)",
  },
];
