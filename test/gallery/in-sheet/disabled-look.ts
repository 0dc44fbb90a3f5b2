import { nameOf, styleOf } from './boxes';
import type { Finding } from './geometry';

/** What shows words that cannot be changed or pressed: controls, and the labels that stand for boxes without words. */
const DISABLED = ':is(input, textarea, select, button):disabled, label:has(:disabled)';
const WITHOUT_WORDS = '[type="checkbox"], [type="radio"]';

/** Controls that are disabled and look as if they could be used: their words have the colour of all others. */
export function enabledLooks(elements: readonly Element[]): Finding[] {
  return elements.flatMap((element) => {
    if (!element.matches(DISABLED) || element.matches(WITHOUT_WORDS)) return [];
    const usual = styleOf(element.ownerDocument.body).color;
    if (styleOf(element).color !== usual) return [];
    return [{ check: 'disabled', what: `${nameOf(element)} cannot be used and looks as if it could` }];
  });
}
