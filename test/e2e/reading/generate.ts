import fc from 'fast-check';

/** Part of a page: what element it is, how many letters of the tape it takes, what is in it. */
export type Part =
  | { readonly kind: 'text'; readonly length: number }
  | { readonly kind: 'comment' }
  | { readonly kind: 'element'; readonly look: string; readonly parts: readonly Part[] }
  | { readonly kind: 'shadow'; readonly look: string; readonly inner: readonly Part[]; readonly parts: readonly Part[] }
  | { readonly kind: 'form'; readonly look: string; readonly names: readonly string[]; readonly parts: readonly Part[] }
  | { readonly kind: 'link'; readonly task: number; readonly words: string };

export interface Change {
  readonly what: string;
  /** Which node of the page, and which other one, counted in the document's order and on from its beginning. */
  readonly at: number;
  readonly to: number;
  readonly size: number;
}

export interface Case {
  readonly tape: string;
  readonly parts: readonly Part[];
  readonly changes: readonly Change[];
}

/** Tasks that differ in nothing but the end of their id, its beginning, or whose server they are on. */
const TASKS = [
  'applink.feishu.cn/client/todo/detail?guid=0b7f3c52-9d14-4e6a-8f21-111111111111',
  'applink.feishu.cn/client/todo/detail?guid=0b7f3c52-9d14-4e6a-8f21-222222222222',
  'applink.feishu.cn/client/todo/detail?guid=1b7f3c52-9d14-4e6a-8f21-111111111111',
  'applink.larksuite.com/client/todo/detail?guid=0b7f3c52-9d14-4e6a-8f21-111111111111',
] as const;
const task = fc.nat(TASKS.length - 1);
export const urlOf = (n: number) => `https://${TASKS[n % TASKS.length]}`;

/** Fields of a form, each under the name of a member that somebody may read off a page's node. */
const NAMES = [
  'assignedNodes',
  'assignedSlot',
  'childElementCount',
  'childNodes',
  'closest',
  'contains',
  'data',
  'firstChild',
  'getAttribute',
  'getElementsByTagName',
  'getRootNode',
  'host',
  'href',
  'isConnected',
  'lastChild',
  'length',
  'localName',
  'matches',
  'nextSibling',
  'nodeName',
  'nodeType',
  'ownerDocument',
  'parentElement',
  'parentNode',
  'previousSibling',
  'querySelectorAll',
  'shadowRoot',
  'style',
  'textContent',
];

/** Element names, each with a style, for everything that stands in a line, ends it, or is not read at all. */
const IN_LINE = ['b', 'span', 'i', 'code', 'mark', 'font', 'wbr', 'u display:contents', 'em position:relative'];
const ENDING = [
  'div',
  'p',
  'li',
  'pre',
  'h2',
  'table',
  'div display:flex;gap:9px',
  'div display:grid;gap:9px',
  'span display:block',
  'span display:inline-block;padding:0 5px',
  'span display:inline-flex;gap:9px;padding:0 5px',
  'br',
  'img',
  'button',
  'input',
  'svg',
  'ul',
  'section',
  'label',
  'a',
  'i display:table-cell;padding:0 5px',
];
const UNREAD = [
  'script',
  'style',
  'template',
  'noscript',
  'i display:none',
  'br display:none',
  'i visibility:hidden',
  'i position:absolute',
  'i position:fixed',
  'i float:right;padding:0 5px',
];

const few = <T>(arb: fc.Arbitrary<T>, maxLength: number) => fc.array(arb, { maxLength });

const text = fc
  .oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 2, arbitrary: fc.constantFrom(86, 1, 2, 50, 51, 100, 300) },
  )
  .map((length): Part => ({ kind: 'text', length }));

const link = fc
  .record({ task, words: fc.constantFrom('a task', '', urlOf(0), urlOf(1), urlOf(2), urlOf(3)) })
  .map((made): Part => ({ kind: 'link', ...made }));

const parts = fc.letrec<{ parts: Part[] }>((tie) => ({
  parts: few(
    fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: text },
      { weight: 1, arbitrary: fc.constant<Part>({ kind: 'comment' }) },
      { weight: 1, arbitrary: link },
      ...(
        [
          [IN_LINE, 6],
          [ENDING, 4],
          [UNREAD, 2],
        ] as const
      ).map(([looks, weight]) => ({
        weight,
        arbitrary: fc
          .record({ look: fc.constantFrom(...looks), parts: tie('parts') })
          .map((made): Part => ({ kind: 'element', ...made })),
      })),
      {
        weight: 1,
        arbitrary: fc
          .record({ look: fc.constant('div'), inner: tie('parts'), parts: tie('parts') })
          .map((made): Part => ({ kind: 'shadow', ...made })),
      },
      {
        weight: 1,
        arbitrary: fc
          .record({
            look: fc.constantFrom('form', 'form display:inline'),
            names: fc.oneof(fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 4 }), fc.constant(NAMES)),
            parts: tie('parts'),
          })
          .map((made): Part => ({ kind: 'form', ...made })),
      },
    ),
    6,
  ),
})).parts;

/** What is written in the page, one thing after another without anything between: the parts take it in pieces. */
const tape = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.tuple(task, fc.constantFrom('', '', '&from=chat', '#x', '/')).map(([n, tail]) => urlOf(n) + tail),
      },
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          ' ',
          '',
          '9',
          ', ',
          ' see ',
          '(',
          ') ',
          'x',
          '.',
          '。',
          '\u200b',
          '\u00ad',
          '-',
          '"',
        ),
      },
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((pieces) => pieces.join(''));

const change = fc.record({
  what: fc.constantFrom(
    'write',
    'append',
    'prepend',
    'delete',
    'split',
    'remove',
    'move',
    'replace',
    'empty',
    'lead',
    'look',
    'hide',
    'swap',
    'join',
    'insert',
    'wrap',
  ),
  at: fc.nat(60),
  to: fc.nat(60),
  size: fc.nat(120),
});

export const cases: fc.Arbitrary<Case> = fc.record({
  tape,
  parts: parts.filter((made) => made.length > 0),
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
});
