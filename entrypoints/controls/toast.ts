import { t } from '../../lib/i18n';
import { standsOnDark } from './brightness';
import { Gesture, SWALLOWED } from './gesture';
import { icon, make, makeHost } from './parts';

export interface Message {
  /** Failures stay until dismissed; results leave after ten seconds. */
  readonly kind: 'result' | 'failure';
  /** What happened, and for a failure what to do. */
  readonly say: string;
  /** The task's title, shown apart from our own words. */
  readonly title: string;
  readonly undo?: (verdict: 'act' | 'ask') => void;
}

const RESULT_MS = 10_000;
const HOST = 'position:static!important;';

/** The one message of this page, at the lower left of the window; a new one replaces the old. */
export class Toast {
  private host: HTMLElement | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  show(message: Message): void {
    this.leave();
    const doc = document;
    const { host, root } = makeHost(doc, HOST);
    const page = doc.body ?? doc.documentElement;
    const toast = make(doc, 'div', `toast ${message.kind} ${message.kind === 'failure' ? 'failed' : 'done'}`);
    if (standsOnDark(page, new Map())) toast.classList.add('light');
    toast.popover = 'manual';
    const button = makeButton(doc, message.undo ? t('toast_undo') : t('toast_dismiss'));
    toast.append(makeWords(doc, message), button);
    if (message.kind === 'result') toast.append(make(doc, 'span', 'time'));
    root.append(toast);
    page.append(host);
    toast.showPopover();
    this.host = host;
    this.hear(toast, new Gesture(host, root, () => true), button, message);
    if (message.kind === 'result') this.timer = setTimeout(() => this.leave(), RESULT_MS);
  }

  leave(): void {
    clearTimeout(this.timer);
    this.host?.remove();
    this.host = undefined;
  }

  private hear(toast: HTMLElement, gesture: Gesture, button: HTMLElement, { undo }: Message): void {
    const host = this.host;
    const step = () => {
      if (!host?.isConnected) return;
      gesture.sample(button);
      requestAnimationFrame(step);
    };
    step();
    const heard = (event: Event) => {
      const meant = gesture.read(event);
      if (!meant) return;
      this.leave();
      undo?.(meant.verdict);
    };
    for (const type of SWALLOWED) toast.addEventListener(type, heard);
  }
}

/** Announced by its name alone: no word of it is a text node. */
function makeWords(doc: Document, { kind, say, title }: Message): HTMLElement {
  const words = make(doc, 'span', 'words');
  words.role = kind === 'failure' ? 'alert' : 'status';
  const line = make(doc, 'span', 'line');
  line.role = 'img';
  line.ariaLabel = title ? `${say}: ${title}` : say;
  const ring = make(doc, 'span', 'ring');
  ring.append(icon(doc));
  const said = make(doc, 'i', 'say');
  said.dataset.words = say;
  const named = make(doc, 'i', 'title');
  named.dataset.words = title;
  line.append(ring, said, named);
  words.append(line);
  return words;
}

function makeButton(doc: Document, name: string): HTMLElement {
  const button = make(doc, 'button');
  button.ariaLabel = name;
  button.dataset.words = name;
  return button;
}
