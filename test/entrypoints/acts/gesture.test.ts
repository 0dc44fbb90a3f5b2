import { describe, expect, it } from 'vitest';
import type { Held } from '../../../entrypoints/acts/click-gate';
import { readGestures } from '../../../entrypoints/acts/gesture';
import type { Watch } from '../../../entrypoints/acts/watch';
import type { Heard } from '../../../entrypoints/controls/parts';

const button = { closest: () => button, ownerDocument: { defaultView: { performance } } } as unknown as Element;
const LONG: Held = { at: 5000, still: 5000, hit: 5000, plain: 5000, same: 5000, seen: 5000 };

/** One event on the button; `at` in ms. */
type Step = readonly [type: string, at: number, more?: Partial<Heard>];

const mouse = (detail = 1) => ({ pointerType: 'mouse', isPrimary: true, button: 0, detail });
const touch = { ...mouse(), pointerType: 'touch' };
const enter = { key: 'Enter' };
const press = (at: number, detail?: number): Step[] => [
  ['pointerdown', at, mouse(0)],
  ['pointerup', at + 80, mouse(0)],
  ['click', at + 80, mouse(detail)],
];
const tap = (at: number): Step[] => [
  ['pointerdown', at, touch],
  ['pointerup', at + 50, touch],
  ['click', at + 50, touch],
];

/** What comes of these events, each as "acts" or "asks", a tap with "by finger"; `leftAt` is when pointer or focus were last away, ms. */
function hear(steps: readonly Step[], leftAt = Number.NEGATIVE_INFINITY): string[] {
  const came: string[] = [];
  const watch = {
    root: { activeElement: button },
    button,
    isSame: () => true,
    heldAt: (moment: number) => ({ ...LONG, at: Math.min(LONG.at, moment - (leftAt < moment ? leftAt : -1e6)) }),
  } as unknown as Watch;
  const heard = readGestures(watch, (_, sure, isTouch) => {
    came.push(`${sure ? 'acts' : 'asks'}${isTouch ? ' by finger' : ''}`);
  });
  for (const [type, timeStamp, more] of steps)
    heard({ type, timeStamp, target: button, isTrusted: true, ...more } as unknown as Heard);
  return came;
}

describe('a gesture on a button where all is well', () => {
  it.each<[string, readonly Step[], readonly string[]]>([
    ['one press', press(2000), ['acts']],
    [
      'a key',
      [
        ['keydown', 2000, enter],
        ['keyup', 2080, enter],
      ],
      ['acts'],
    ],
    ['a double click', [...press(2000), ...press(2200, 2)], ['acts']],
    ['two presses apart', [...press(2000), ...press(4000)], ['acts', 'acts']],
    ['a click without a press', [['click', 2000, mouse(0)]], ['asks']],
    ['the end of a press alone', press(2000).slice(1), ['asks']],
    ['the tail of a series', press(2000, 5), ['asks']],
    [
      'a press of more than a second',
      [
        ['pointerdown', 2000, mouse(0)],
        ['pointerup', 3100, mouse(0)],
        ['click', 3100, mouse()],
      ],
      ['asks'],
    ],
    [
      'the beginning of one press and the end of the next',
      [['pointerdown', 2000, mouse(0)], ...press(3500).slice(1)],
      ['asks'],
    ],
    [
      'a key down and much later up',
      [
        ['keydown', 2000, enter],
        ['keyup', 3100, enter],
      ],
      ['asks'],
    ],
    ['a key that went down elsewhere', [['keyup', 2000, enter]], []],
    ['a tap', tap(2000), ['acts by finger']],
    ['a tap right after another', [...tap(2000), ...tap(2400)], ['acts by finger', 'asks by finger']],
    ['a tap whose beginning nobody heard', tap(2000).slice(2), ['asks by finger']],
  ])('%s', (_, steps, expected) => {
    expect(hear(steps)).toEqual(expected);
  });

  it('asks when the pointer left between the press and its end', () => {
    const steps: Step[] = [
      ['pointerdown', 2000, mouse(0)],
      ['pointerup', 2600, mouse(0)],
      ['click', 2600, mouse()],
    ];
    expect(hear(steps, 1000)).toEqual(['acts']);
    expect(hear(steps, 2300)).toEqual(['asks']);
  });
});
