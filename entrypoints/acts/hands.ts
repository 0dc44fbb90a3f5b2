import type { Control } from '../controls/control';
import type { Desk, Hands } from '../controls/desk';
import type { Heard } from '../controls/parts';
import { actsOn } from './acts';
import { type Bar, makeBar } from './bar';
import { dress } from './dress';
import { readGestures } from './gesture';
import { isHit } from './hit';
import { isPlain } from './plain';
import { openToasts } from './toast';
import { type Watch, watchButton } from './watch';

/** How long the pointer or the focus must stay, in ms, and how long the bar stays after them. */
const LINGER_MS = 150;
/** How long a control shows that a shortcut means it, in ms. */
const SHOW_MS = 2000;

/** What a control has once somebody came near it. */
interface Touched {
  readonly bar: Bar;
  readonly watch: Watch;
  readonly gesture: (event: Heard) => void;
  timer?: ReturnType<typeof setTimeout>;
}

/** Bars, clicks, keys and messages for the controls of one page. */
export function makeHands(desk: Desk): Hands {
  const { signal, statuses, isUnseen } = desk;
  const touched = new WeakMap<Control, Touched>();
  /** Those whose bar is open; nothing else here keeps what has left. */
  const opened = new Set<Bar>();
  const toasts = openToasts(desk);
  const act = actsOn(desk, toasts.show);
  desk.controls.forEach(dress);

  function touch(control: Control): Touched {
    const known = touched.get(control);
    if (known) return known;
    const { found, ring } = control;
    const bar = makeBar(control, desk.plainText);
    const watch = watchButton({
      ...control,
      button: ring,
      words: bar.words,
      isPointed: () => control.isPointed,
      isUnseen,
    });
    const gesture = readGestures(watch, (button, sure, isTouch) => {
      if (button !== ring) act(found.link, false, 'edit');
      // A finger has no hover: its first tap opens, and one elsewhere takes the focus away again.
      else if (isTouch && !bar.isOpen()) ring.focus();
      else act(found.link, sure);
    });
    const mine = { bar, watch, gesture };
    touched.set(control, mine);
    return mine;
  }

  function open(control: Control, isOpen: boolean): void {
    const { bar } = touch(control);
    bar.open(isOpen, statuses.known(control.found.link));
    opened[isOpen ? 'add' : 'delete'](bar);
  }

  /** After so many ms the bar is open if it is in use. */
  function openOrFold(control: Control, ms: number): void {
    const mine = touch(control);
    clearTimeout(mine.timer);
    mine.timer = setTimeout(() => open(control, control.isInUse()), ms);
  }

  function engage(control: Control): void {
    statuses.read(control.found.link);
    toasts.stand();
    touch(control).watch.start();
    openOrFold(control, LINGER_MS);
  }

  addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'Escape') for (const bar of opened) bar.fold();
    },
    { capture: true, signal },
  );

  return {
    engage,
    hear(control: Control, event: Heard): void {
      const { type, pointerType } = event;
      if (!/over$|out$|focus/.test(type)) touch(control).gesture(event);
      else if (pointerType !== 'touch') engage(control);
    },
    mean(control, wished) {
      touch(control);
      // No page can forge a shortcut, so what the user could see is all that counts.
      const isClear = isHit(control.ring) && isPlain(control.host) && control.isSame();
      if (wished) act(control.found.link, isClear, wished);
      open(control, true);
      openOrFold(control, SHOW_MS);
    },
    redraw(control) {
      dress(control);
      touched.get(control)?.bar.draw(statuses.known(control.found.link));
    },
  };
}
