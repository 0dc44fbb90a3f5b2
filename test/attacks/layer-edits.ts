import type { Rule } from './attack';

interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** One layer of the gate, and how a scratch copy loses it: each text stands in its file exactly once. */
export interface Layer {
  readonly name: string;
  /** The attacks that go against it. */
  readonly rules: readonly Rule[];
  readonly edits: readonly Edit[];
}

const GATE = 'entrypoints/acts/click-gate.ts';
const GESTURE = 'entrypoints/acts/gesture.ts';
const PARTS = 'entrypoints/controls/parts.ts';
const CONTROL = 'entrypoints/controls/control.ts';
const EARS = 'entrypoints/controls/ears.ts';
const WATCH = 'entrypoints/acts/watch.ts';

/** One of the things that must have held for half a second is not asked for. */
const notHeld = (...layers: string[]): Edit => ({
  file: GATE,
  from: 'Object.values(held).every((ms) => ms >= LONG_ENOUGH_MS)',
  to: `Object.entries(held).every(([layer, ms]) => ${JSON.stringify(layers)}.includes(layer) || ms >= LONG_ENOUGH_MS)`,
});

/** A press that we have not heard the beginning of is judged by what holds at its end. */
const ANY_PRESS: Edit = {
  file: GESTURE,
  from: 'const pressed = press;',
  to: `const focus = watch.heldAt(now, 'focus');
    const pointer = watch.heldAt(now, 'pointer');
    const [by, held] = pointer.at > focus.at ? ['pointer', pointer] : ['focus', focus];
    const whole = { button, key: undefined, trusted: true, primary: true, up: true };
    const pressed = press ?? { ...whole, by, held, from: now };`,
};

/** Events from an open root name what is inside it first, so the control is looked for further on. */
const OPEN_ROOT: readonly Edit[] = [
  { file: CONTROL, from: "mode: 'closed'", to: "mode: 'open'" },
  {
    file: EARS,
    from: 'const [host] = event.composedPath();',
    to: 'const host = event.composedPath().find((one) => deaf.has(one));',
  },
];

/** Every layer of the click gate. */
export const LAYERS: readonly Layer[] = [
  {
    name: 'closed root',
    rules: ['closed root', 'nothing to learn'],
    edits: OPEN_ROOT,
  },
  {
    name: 'trusted events (in an open root, since no page reaches a button in a closed one)',
    rules: ['trusted gesture', 'closed root'],
    edits: [
      ...OPEN_ROOT,
      { file: PARTS, from: 'if (event.isTrusted) heard(event as Heard);', to: 'heard(event as Heard);' },
      { file: GATE, from: 'const meant = trusted && primary', to: 'const meant = (trusted || true) && primary' },
      ANY_PRESS,
      {
        file: GESTURE,
        from: 'press?.button === button && press.up && detail === 1 && !(isTouch && isSoon)',
        to: 'true',
      },
    ],
  },
  {
    name: 'same button',
    rules: ['same button'],
    edits: [
      ANY_PRESS,
      {
        file: GESTURE,
        from: 'press?.button === button && press.up && detail === 1 && !(isTouch && isSoon)',
        to: 'true',
      },
    ],
  },
  {
    name: 'one press from its beginning to its end',
    rules: ['one press'],
    edits: [{ file: GESTURE, from: 'took < PRESS_MS && watch.heldAt(now, pressed.by).at >= took', to: 'took >= 0' }],
  },
  {
    name: 'primary button (and "same button", without which Chromium makes no click of another one)',
    rules: ['primary button'],
    edits: [
      { file: GATE, from: 'const meant = trusted && primary', to: 'const meant = trusted && (primary || true)' },
      {
        file: GESTURE,
        from: 'press?.button === button && press.up && detail === 1 && !(isTouch && isSoon)',
        to: 'true',
      },
    ],
  },
  {
    name: 'a series of clicks acts once',
    rules: ['double click'],
    edits: [
      {
        file: GESTURE,
        from: 'if (detail > 1 && isSoon) press = undefined;',
        to: 'if (isSoon && !press) press = undefined;',
      },
      { file: GESTURE, from: 'detail === 1 && !(isTouch && isSoon)', to: 'detail > 0' },
    ],
  },
  { name: 'pointer or focus rests there', rules: ['pointer rests', 'keyboard focus'], edits: [notHeld('at')] },
  {
    name: 'key down and up on the focused button',
    rules: ['held key', 'keyboard focus'],
    edits: [ANY_PRESS, { file: GESTURE, from: 'press?.key === key && press.button === button', to: 'key' }],
  },
  { name: 'stillness', rules: ['stillness'], edits: [notHeld('still')] },
  {
    name: 'size',
    rules: ['size'],
    edits: [
      {
        file: 'entrypoints/acts/stillness.ts',
        from: 'Math.min(width, height) < LARGE_PX || ',
        to: '(Math.min(width, height) < LARGE_PX && now < 0) || ',
      },
    ],
  },
  {
    name: 'frames looked out of',
    rules: ['frames'],
    edits: [{ file: WATCH, from: 'boxInWindow(button)', to: 'button.getBoundingClientRect()' }],
  },
  { name: 'hit test', rules: ['hit test'], edits: [notHeld('hit')] },
  {
    name: 'neither full screen nor locked pointer',
    rules: ['screen taken'],
    edits: [
      {
        file: 'entrypoints/acts/plain.ts',
        from: 'return !document.pointerLockElement && !document.fullscreenElement;',
        to: 'return true;',
      },
    ],
  },
  { name: 'ancestor chain', rules: ['ancestor chain'], edits: [notHeld('plain')] },
  { name: 'visibility tracking', rules: ['visibility'], edits: [notHeld('seen')] },
  {
    name: 'looks without a gap',
    rules: ['looks without a gap'],
    edits: [{ file: WATCH, from: 'missed > BLIND_MS ? now - BLIND_MS : 0', to: 'missed > BLIND_MS ? 0 : 0' }],
  },
  {
    name: 'link read again',
    rules: ['link read again'],
    edits: [notHeld('same'), { file: GATE, from: 'sameButton && sameLink', to: 'sameButton && (sameLink || true)' }],
  },
  {
    name: 'site mode',
    rules: ['site mode'],
    edits: [
      { file: 'entrypoints/acts/acts.ts', from: "mode() === 'direct' && ", to: '' },
      {
        file: 'entrypoints/background/handlers.ts',
        from: "mode !== 'direct' || !granted) fail(",
        to: "mode === 'off' || !granted) fail(",
      },
    ],
  },
];
