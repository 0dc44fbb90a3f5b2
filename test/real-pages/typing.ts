import { addressOf } from './addresses';
import type { Choice, Input, Step } from './life';

const WORDS = ['a', ' b', 'ccc ', `${addressOf(7)} `];

/** What a person does in an editor that has the focus, by real keys. */
export const TYPING: Readonly<Record<string, Step>> = {
  type: ({ pick }: Choice) => [{ type: pick(WORDS) }],
  newline: () => [{ press: 'Enter' }],
  erase: () => [{ press: 'Backspace' }],
  undo: () => [{ press: 'Control+z' }],
  redo: () => [{ press: 'Control+y' }],
  left: ({ below }) => Array.from({ length: 1 + below(5) }, (): Input => ({ press: 'ArrowLeft' })),
  select: () => [{ press: 'Shift+ArrowLeft' }, { press: 'Shift+ArrowUp' }],
};

/** A click into an element, by which it gets the focus; a share of its width and height says where. */
export function clickInto(element: Element | null, across = 0.5, down = 0.5): readonly Input[] {
  if (!element) throw new Error('Nothing to click into');
  const { left, top, width, height } = element.getBoundingClientRect();
  return [{ click: [left + width * across, top + height * down] }];
}
