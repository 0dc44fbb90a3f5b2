import type { Check } from './judge';
import type { Language, Theme } from './model';
import type { Change } from './server';

/** A surface that was broken on purpose, and the check that must see it. */
export interface Mutation {
  readonly name: string;
  readonly check: Check;
  readonly change: Change;
  /** The row that shows it. */
  readonly row: string;
  readonly language?: Language;
  readonly theme?: Theme;
}

/** Rules at the end of the popup's sheet. */
const popupRules =
  (css: string): Change =>
  (path, text) =>
    /popup.*\.css$/.test(path) ? text + css : text;

/** A root takes the last sheet that it is given in the place of all others, as a toast's once did. */
const ONE_SHEET = `{
  const { get, set } = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, 'adoptedStyleSheets');
  Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', {
    get() {
      const root = this;
      return Object.assign([...get.call(root)], { push: (sheet) => set.call(root, [sheet]) });
    },
    set(sheets) {
      set.call(this, sheets.slice(-1));
    },
  });
}`;

export const MUTATIONS: readonly Mutation[] = [
  {
    ...{ name: 'a sheet is missing', check: 'native look', row: 'toast · completed', language: 'zh' },
    change: (path, text) => (path === '/stage.js' ? `${ONE_SHEET}${text}` : text),
  },
  {
    ...{ name: 'a token is wrong in the dark', check: 'contrast', row: 'confirm · complete', theme: 'dark' },
    change: popupRules('@media (prefers-color-scheme: dark) { :root { --ink-2: #4a525e } }'),
  },
  {
    ...{ name: 'a text is cut', check: 'cut', row: 'confirm · complete' },
    change: popupRules('.button { max-inline-size: 56px; overflow: hidden; white-space: nowrap }'),
  },
  {
    ...{ name: 'a button lies over another', check: 'overlap', row: 'confirm · complete' },
    change: popupRules('.buttons .button + .button { margin-inline-start: -30px }'),
  },
  {
    ...{ name: 'the focus cannot be seen', check: 'focus', row: 'confirm · complete' },
    change: popupRules(':focus-visible { outline-color: transparent }'),
  },
  {
    ...{ name: 'a select has no sheet', check: 'native look', row: 'form · nothing changed' },
    change: popupRules('select { all: revert }'),
  },
  {
    ...{ name: 'an icon is missing', check: 'icon', row: 'notice · waits for the network' },
    change: popupRules('.notice-line > .icon { stroke: none }'),
  },
  {
    ...{ name: 'a row runs the wrong way', check: 'direction', row: 'form · nothing changed', language: 'mirrored' },
    change: popupRules('.row { direction: ltr }'),
  },
  {
    ...{ name: 'a text has the colour of its ground', check: 'ink', row: 'confirm · complete' },
    change: popupRules('h1.summary-title { color: var(--ground) }'),
  },
  {
    ...{ name: 'something lies over everything', check: 'stacking', row: 'confirm · complete' },
    change: popupRules('body::after { content: ""; position: fixed; inset: 0; z-index: 9 }'),
  },
  {
    ...{ name: 'fields have a faint edge', check: 'edge', row: 'form · nothing changed' },
    change: popupRules('textarea { border-color: var(--line) }'),
  },
  {
    ...{ name: 'disabled fields look like others', check: 'disabled', row: 'task · old scope only' },
    change: popupRules('.row textarea:disabled { color: var(--ink) }'),
  },
  {
    ...{ name: 'disabled days look like others', check: 'disabled', row: 'form · read only', theme: 'dark' },
    change: popupRules('.day-toggles button:disabled { color: var(--ink) }'),
  },
  {
    ...{ name: 'a shape is faint', check: 'contrast', row: 'confirm · complete' },
    change: popupRules('.ring { stroke: #b0b0b0 }'),
  },
  {
    ...{ name: 'the popup is too wide', check: 'size', row: 'list · tasks' },
    change: popupRules('html { inline-size: 400px }'),
  },
  {
    ...{ name: 'the popup is too high', check: 'size', row: 'list · tasks' },
    change: popupRules('.app.app { max-block-size: none; block-size: 700px }'),
  },
];
