import type { ElementHandle, Page } from 'puppeteer';
import type { Arena } from './arena';

/** What an attack goes against: a layer of the click gate, or another promise of ours. */
export type Rule =
  | 'trusted gesture'
  | 'same button'
  | 'one press'
  | 'primary button'
  | 'stillness'
  | 'size'
  | 'hit test'
  | 'ancestor chain'
  | 'visibility'
  | 'looks without a gap'
  | 'link read again'
  | 'site mode'
  | 'keyboard focus'
  | 'held key'
  | 'pointer rests'
  | 'double click'
  | 'screen taken'
  | 'frames'
  | 'closed root'
  | 'the door'
  | 'nothing to learn';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What an attack has at hand: the tab, our control in it, and trusted input. */
export interface Hands {
  readonly page: Page;
  /** The attacked task; the page carries a link to it. */
  readonly task: PoolTask;
  /** A second task, for links that change their mind. */
  readonly other: PoolTask;
  /** The ring of our control beside the link, and the middle of its box in the window now, px. */
  ring(): Promise<ElementHandle>;
  at(): Promise<Point>;
  /** Calls the page's own `strike()`, the moment in which it turns hostile. */
  strike(): Promise<void>;
  rest(ms: number): Promise<void>;
  /** Moves there, rests, and presses the first button as a person does. */
  click(at: Point, rest?: number): Promise<void>;
  /** Presses as often in one place, `gap` ms apart, counted as one series as the browser counts a person's clicks. */
  series(at: Point, times: number, gap: number): Promise<void>;
  /** What somebody else than the page's main world got to read; searched for canaries too. */
  heard(text: string): void;
}

export interface PoolTask {
  readonly guid: string;
  readonly url: string;
  /** Found nowhere else: where it turns up, it leaked. */
  readonly title: string;
}

/** One hostile page or forgery. All of it expects: no write, no canary. */
export interface Attack {
  readonly name: string;
  readonly rule: Rule;
  /** Markup; `{{url}}` and `{{other}}` are the task links, `{{guid}}` the id in the first. One plain line with a link when absent. */
  readonly body?: string;
  readonly head?: string;
  /** Runs in the main world at the end of the body; may define `strike()`. */
  readonly script?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Other documents of the attacker's, by path; they take the same placeholders. */
  readonly others?: Readonly<Record<string, string>>;
  /** "page": nothing of ours is expected there before the gesture. */
  readonly ready?: 'ring' | 'page';
  /** What the page's own text names already, so that finding it there is no leak. */
  readonly knows?: readonly string[];
  /** How long to wait for an outcome after the gesture, ms, where one is expected. */
  readonly patience?: number;
  /** What the user did elsewhere before. */
  readonly before?: (arena: Arena, task: PoolTask) => Promise<void>;
  /** Where the default gesture goes: our ring's place before the strike, or after it. */
  readonly aim?: 'first' | 'again';
  /** More links than get a ring at rest: the user points at the link first. */
  readonly crowded?: true;
  /** Paragraphs have no room in their last line: a ring there is a small one on its link's corner. */
  readonly full?: true;
  /** How long the default gesture rests before it presses, ms. */
  readonly rest?: number;
  /** The user's innocent gesture where the default one (strike, point, rest, press) is not it. */
  readonly gesture?: (hands: Hands) => Promise<void>;
  /** Host names that the page stands on instead of the usual direct site. */
  readonly host?: string;
}

export const LINE = '<p>See <a id="link" href="{{url}}">the notes</a> before the meeting.</p>';

/** Fills a text's placeholders. */
export function fill(text: string, task: PoolTask, other: PoolTask): string {
  return text.replaceAll('{{url}}', task.url).replaceAll('{{other}}', other.url).replaceAll('{{guid}}', task.guid);
}

/** Below the window and out of the flow: so many links that no ring stands at rest. */
const CROWD = `<div style="position:absolute;top:9000px">${Array.from(
  { length: 250 },
  (_, index) => `<p><a href="{{url}}">Row ${index}</a></p>`,
).join('')}</div>`;

/** As wide as its text and no wider. */
const FULL = '<style>p { width: max-content }</style>';

/** The attack's page as the browser gets it: the recorder first, as in the worst case. */
export function pageOf(
  { head = '', body = LINE, script = '', crowded, full }: Attack,
  task: PoolTask,
  other: PoolTask,
): string {
  return fill(
    `<!doctype html><html><head><meta charset="utf-8"><title>Notes</title><script src="/recorder.js"></script>
<style>body { font: 16px sans-serif; margin: 80px } button { font: inherit }</style>${full ? FULL : ''}${head}</head>
<body>${body}${crowded ? CROWD : ''}<script>${script}</script></body></html>`,
    task,
    other,
  );
}
