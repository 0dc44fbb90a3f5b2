import { ask } from '../../lib/messages/ask';
import { parentOf } from './place';

/** Whether a computed colour is dark; nothing for one that is not opaque, or in a notation that only the browser can read. */
export function isDark(color: string): boolean | undefined {
  const [red, green, blue] = (color.match(/\d+/g) ?? []).map(Number) as [number, number, number];
  return color.startsWith('rgb(') ? 2 * red + 7 * green + blue < 1275 : undefined;
}

let asked: unknown;

/** What is really drawn there is known to a script of its own, which few pages need. */
function look(): void {
  asked ??= ask('ground.inject', {});
}

/**
 * Whether the nearest colour behind this element is dark, for the time being where that is not one opaque colour, or the
 * words there are as dark or as light. `known` holds the answers for the elements on the way, for others that are asked for at the same moment.
 */
export function standsOnDark(element: Element, known = new Map<Element, boolean>()): boolean {
  function groundOf(element: Element | null | undefined): boolean {
    if (!element) return false;
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    if (!/^rgb(\(.*|a.* 0\))none$/.test(backgroundColor + backgroundImage)) look();
    const dark = known.get(element) ?? isDark(backgroundColor) ?? groundOf(parentOf(element));
    known.set(element, dark);
    return dark;
  }
  const dark = groundOf(element);
  if (isDark(getComputedStyle(element).color) !== !dark) look();
  return dark;
}
