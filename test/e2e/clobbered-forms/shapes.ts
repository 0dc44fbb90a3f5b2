/** One way in which a form with an oddly named field stands among task links. */
export interface Shape {
  readonly what: string;
  /** The page's markup; `field` is the form's field, and its attributes stand in it. */
  readonly html: (field: string, links: string) => string;
  /** Where the markup goes: the page, an open shadow root, or the document of a frame. */
  readonly into?: 'shadow' | 'frame' | 'outermost';
}

const id = (n: number) => `0b7f3c52-9d14-4e6a-8f21-${String(n).repeat(12)}`;
export const url = (n: number) => `https://applink.feishu.cn/client/todo/detail?guid=${id(n)}`;

/** Of each kind that a ring may stand beside: a link, an address in a text, one in pieces, a drawing's link and an area. */
export const LINKS = [
  `<a href="${url(1)}">one</a> and <b>${url(2)}</b>. `,
  `See ${url(3)} or ${url(4).replace('todo/', 'todo/<wbr>')}, `,
  `<svg width="9" height="9"><a href="${url(5)}"><text>x</text></a></svg>`,
  `<map name="m"><area href="${url(6)}" shape="default"></map>`,
].join('');

/** Outside of every form, in so many parts. */
export const OUTSIDE_PARTS = 2;
export const OUTSIDE = `<p>Before <a href="${url(7)}">seven</a> after</p><p>${url(8)}</p>`;

const styled = (style: string) => (field: string, links: string) => `<form style="${style}">${field}${links}</form>`;

export const SHAPES: readonly Shape[] = [
  { what: 'a block around blocks', html: (field, links) => `<form>${field}<p>${links}</p></form>` },
  { what: 'a block of its own', html: styled('width:600px') },
  { what: 'a narrow block', html: styled('width:120px;padding:3px') },
  {
    what: 'inline',
    html: (field, links) => `<p style="width:500px">x ${styled('display:inline')(field, links)} y</p>`,
  },
  { what: 'no box', html: styled('display:contents') },
  { what: 'inline-block', html: styled('display:inline-block;width:300px') },
  { what: 'a row', html: styled('display:flex;flex-wrap:wrap') },
  { what: 'a spread row', html: styled('display:flex;justify-content:space-between') },
  { what: 'a column', html: styled('display:flex;flex-direction:column') },
  { what: 'a grid', html: styled('display:grid') },
  { what: 'floating', html: styled('float:left;width:250px') },
  { what: 'out of the flow', html: styled('position:absolute;top:300px;width:400px') },
  { what: 'a dark ground', html: styled('background:#102030;color:#fff') },
  { what: 'a drawn ground', html: styled('background:linear-gradient(#102030,#203040);color:#eee') },
  {
    what: 'a clear ground on a dark one',
    html: (field, links) => `<div style="background:#123">${styled('background:#0001')(field, links)}</div>`,
  },
  { what: 'words and no elements', html: (field) => `<form>${field}${url(2)}</form>` },
  {
    what: 'pieces of an address',
    html: (field) => `<form>${field}${url(2).replace('todo/', 'todo</form><form>/')}</form>`,
  },
  {
    what: 'an address in elements of its own',
    html: (field) => `<form>${field}<i>${url(2).replace('todo/', 'to</i><i>do/')}</i></form>`,
  },
  { what: 'before the links', html: (field, links) => `<form>${field}</form>${links}` },
  { what: 'behind the links', html: (field, links) => `<p>${links}<form style="display:inline">${field}</form></p>` },
  { what: 'with its field elsewhere', html: (field, links) => `<form id="f"><p>${links}</p></form>${field}` },
  {
    what: 'with its field around it',
    html: (field, links) => `<fieldset>${field}<form id="f">${links}</form></fieldset>`,
  },
  { what: 'an editor', html: (field, links) => `<form contenteditable>${field}<p>${links}</p></form>` },
  { what: 'in an editor', html: (field, links) => `<div contenteditable><form>${field}${links}</form></div>` },
  {
    what: 'with closed places',
    html: (field, links) => `<form>${field}<label>${links}</label><button>${links}</button></form>`,
  },
  { what: 'in a shadow root', into: 'shadow', html: (field, links) => `<form>${field}${links}</form>` },
  {
    what: 'an editor in a shadow root',
    into: 'shadow',
    html: (field, links) => `<form contenteditable>${field}${links}</form>`,
  },
  {
    what: 'in a slot',
    into: 'shadow',
    html: (field, links) => `<div><slot></slot></div><form>${field}${links}</form>`,
  },
  { what: 'in a frame', into: 'frame', html: (field, links) => `<form>${field}${links}</form>` },
  {
    what: 'the outermost element of a frame',
    into: 'outermost',
    html: (field, links) => `<form>${field}${links}</form>`,
  },
];
