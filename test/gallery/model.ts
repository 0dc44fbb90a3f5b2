import type { Failure } from '../../lib/failure';
import type { Answers, RequestName } from '../../lib/messages/contract';

/** English, Chinese, English that is 40 % longer, and English written from right to left. */
export const LANGUAGES = ['en', 'zh', 'long', 'mirrored'] as const;
export const THEMES = ['light', 'dark', 'forced'] as const;
export const ZOOMS = [100, 200] as const;
export type Language = (typeof LANGUAGES)[number];
export type Theme = (typeof THEMES)[number];
export type Zoom = (typeof ZOOMS)[number];

export const SURFACES = [
  'ring',
  'bar',
  'toast',
  'list',
  'waiting',
  'confirm',
  'task',
  'form',
  'field',
  'conflict',
  'notice',
  'options',
  'error',
] as const;
export type Surface = (typeof SURFACES)[number];

/** What the stand-in for the background answers. What stands under `byTask` is asked for by a task's guid. */
export type Told<Value> =
  | { readonly value: Value }
  | { readonly failure: Failure }
  | { readonly never: true }
  | { readonly byTask: Readonly<Record<string, Told<Value>>> };

export type Answering = { readonly [Name in RequestName]?: Told<Answers[Name]> };

/** What happens in the document once it is drawn; selectors look into closed roots as well. */
export type Step =
  | { readonly press: string }
  /** With the pointer, in a web page, where only what the user does counts. */
  | { readonly click: string }
  | { readonly focus: string }
  | { readonly point: string }
  | { readonly open: string }
  | { readonly type: readonly [selector: string, text: string] }
  | { readonly choose: readonly [selector: string, value: string] }
  | { readonly wait: string }
  /** ms, where there is nothing to wait for */
  | { readonly rest: number }
  /** A shortcut means the control of the first link: to do something, or only to show which one it is. */
  | { readonly mean: 'complete' | 'reopen' | 'show' };

/** What the browser says of itself, beside the words. */
export interface BrowserFacts {
  /** Match patterns that were granted. */
  readonly origins?: readonly string[];
  readonly shortcuts?: readonly { readonly name: string; readonly shortcut: string }[];
  /** Whether it lets a page write into its clipboard. */
  readonly clipboard?: 'refused';
  /** Whether it opens its own pages for an extension. */
  readonly tabs?: 'refused';
  /** It cannot say what is visible, as Firefox cannot. */
  readonly isBlind?: true;
}

/** What stands in one cell, in one language. */
export interface Scene {
  readonly answers: Answering;
  readonly browser?: BrowserFacts;
  /** Of a page: what stands in its body. */
  readonly page?: string;
  readonly steps?: readonly Step[];
}

/** A picture of the gallery: one state of one surface. Every row is shown in each language, theme and zoom. */
export interface Row {
  readonly surface: Surface;
  readonly state: string;
  /** Which document draws it: a web page with the page scripts, or one of our own pages. */
  readonly document: 'page' | 'popup' | 'options';
  /** Added to the address of an own page. */
  readonly query?: string;
  readonly scene: (language: Language) => Scene;
  /** CSS pixels. Own pages are as high as they are, the popup at most 600. */
  readonly width?: number;
  readonly height?: number;
  /** Shows all of what scrolls in the popup, as a small window of at most this height does. */
  readonly tall?: number;
  /** Shows only this element. */
  readonly only?: string;
}

/** A row in one language, theme and zoom: what has one picture. */
export interface Cell {
  readonly row: Row;
  readonly language: Language;
  readonly theme: Theme;
  readonly zoom: Zoom;
}

export const says = <Value>(value: Value): Told<Value> => ({ value });
export const refuses = (failure: Failure): Told<never> => ({ failure });
/** The answer is still awaited. */
export const never: Told<never> = { never: true };
export const byTask = <Value>(answers: Readonly<Record<string, Told<Value>>>): Told<Value> => ({ byTask: answers });

export const rowName = ({ surface, state }: Row) => `${surface} · ${state}`;

/** For a person: `surface · state · language · theme`, and the zoom where it is not plain. */
export const cellName = ({ row, language, theme, zoom }: Cell) =>
  [rowName(row), language, theme, ...(zoom === 100 ? [] : [`${zoom} %`])].join(' · ');

/** Where its picture is kept, below a folder of pictures. */
export const pictureName = ({ row, language, theme, zoom }: Cell) =>
  `${row.surface}/${slug(row.state)}.${language}.${theme}${zoom === 100 ? '' : `.${zoom}`}.png`;

/** For a file: lower case and hyphens. */
export const slug = (words: string) =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
