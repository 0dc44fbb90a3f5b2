import { builtIn } from '../../lib/built-in';
import { locale, t } from '../../lib/i18n';
import type { Control } from '../controls/control';
import type { Desk } from '../controls/desk';
import type { Known, Look } from '../controls/look';
import { make, withOwnNames } from '../controls/parts';
import { drawn } from './drawn';
import { dueWords } from './due';
import { iconButton } from './icon';

/** Less room than this, or nearer to the window's edge, is not enough, in px. */
const LEAST = 180;
const EDGE = 8;

/** What opens around a ring: title, due, pencil. */
export interface Bar {
  isOpen(): boolean;
  /** Title and due, while they are shown. */
  words(): Element | undefined;
  /** Opens it, or folds it back. */
  open(open: boolean, known: Known): void;
  fold(): void;
  draw(known: Known): void;
}

export function makeBar(control: Control, plainText: Desk['plainText']): Bar {
  const { host, wrap } = control;
  const [title, note] = [drawn('i', 'title'), drawn('i', 'note')];
  const words = make('span', 'words', title, note);
  words.ariaHidden = 'true';
  const pencil = iconButton('pencil', 'M3 13l.7-3 7.3-7 2 2-7.3 7zM9.6 4.4l2 2');
  wrap.append(make('span', 'more', words, pencil));

  const isOpen = () => wrap.matches(':popover-open');

  function follow(): void {
    if (!isOpen()) return;
    layBar(wrap, host);
    requestAnimationFrame(follow);
  }

  function draw(known: Known): void {
    const { look } = control;
    if (!look || !isOpen()) return;
    title.dataset.words = look.title;
    note.dataset.words = noteOf(look, known, plainText);
    pencil.ariaLabel = t('control_edit', look.title);
  }

  function open(open: boolean, known: Known): void {
    if (!host.isConnected) return;
    wrap.togglePopover(open);
    draw(known);
    follow();
  }

  return { isOpen, words: () => (isOpen() ? words : undefined), open, fold: () => open(false, {}), draw };
}

/** Why it cannot act or what it waits for, else when it is due. */
export function noteOf({ description }: Look, { status }: Known, plainText: Desk['plainText']): string {
  const { due } = status ?? {};
  const words = due && dueWords(due, locale());
  return description || (words ? t('control_due', words) : due ? t('not_a_date', plainText(due.timestamp)) : '');
}

/**
 * Lays the open wrap exactly over its host, in the window's coordinates. The bar goes from the ring away from the link, as
 * far as there is room (px) to the window's end; with too little of it, below the ring.
 */
function layBar(wrap: HTMLElement, host: HTMLElement): void {
  const { left, right, top } = host.getBoundingClientRect();
  const isRtl = getComputedStyle(host).direction === 'rtl';
  const room = (isRtl ? right : (builtIn(host.ownerDocument.documentElement, 'clientWidth') as number) - left) - EDGE;
  // What is said in px here is enlarged as the host is.
  const px = (length: number) => `${length / (host.currentCSSZoom ?? 1)}px`;
  wrap.style.cssText = withOwnNames(`--left:${px(left)};--top:${px(top)};--room:${px(room)}`);
  wrap.classList.toggle('under', room < LEAST);
}
