import { DESK, type DeskHolder } from '../../../entrypoints/controls/desk';
import type { Step } from '../model';
import { pause } from './clock';
import { click } from './user';

const PATIENCE_MS = 20_000;
/** Nothing has changed for so long: it is drawn. */
const QUIET_MS = 80;
/** What moves for ever is drawn as it is then. */
const MOST_UNREST_MS = 2000;

/** An element of the document or of one of its closed roots. */
export function lookFor(selector: string, roots: readonly ShadowRoot[]): HTMLElement | null {
  for (const root of [document, ...roots]) {
    const found = root.querySelector<HTMLElement>(selector);
    if (found?.isConnected) return found;
  }
  return null;
}

async function find(selector: string, roots: readonly ShadowRoot[]): Promise<HTMLElement> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = lookFor(selector, roots);
    if (found && found.getAttribute('aria-disabled') !== 'true') return found;
    if (performance.now() > end) throw new Error(`nothing here is ${selector}`);
    await pause(10);
  }
}

/** Puts a text in as typing does. */
function put(element: HTMLElement, text: string, type: 'input' | 'change'): void {
  (element as HTMLInputElement).value = text;
  element.dispatchEvent(new Event(type, { bubbles: true }));
}

async function mean(action: 'complete' | 'reopen' | 'show'): Promise<void> {
  const desk = (globalThis as DeskHolder)[DESK];
  const [control] = desk?.controls.values() ?? [];
  if (!desk || !control) throw new Error('there is no control');
  const end = performance.now() + PATIENCE_MS;
  while (!desk.isTaken()) {
    if (performance.now() > end) throw new Error('no script takes what is meant');
    await pause(10);
  }
  if (action === 'show') desk.mean(control);
  else desk.mean(control, action);
}

export async function take(step: Step, roots: readonly ShadowRoot[]): Promise<void> {
  if ('wait' in step) await find(step.wait, roots);
  else if ('rest' in step) await pause(step.rest);
  else if ('mean' in step) await mean(step.mean);
  else if ('click' in step) await click(await find(step.click, roots));
  else if ('press' in step) {
    const found = await find(step.press, roots);
    if (found instanceof HTMLFormElement) found.requestSubmit();
    else found.click();
  } else if ('focus' in step) (await find(step.focus, roots)).focus();
  else if ('point' in step) (await find(step.point, roots)).dispatchEvent(new MouseEvent('mouseenter'));
  else if ('type' in step) put(await find(step.type[0], roots), step.type[1], 'input');
  else if ('choose' in step) put(await find(step.choose[0], roots), step.choose[1], 'change');
  else {
    const fold = (await find(step.open, roots)).closest('details');
    if (fold) fold.open = true;
  }
}

const frame = () => new Promise<void>((drawn) => requestAnimationFrame(() => drawn()));

/** Until nothing changes any more, in the document and in its roots, though frames were drawn meanwhile. */
export async function quiet(roots: readonly ShadowRoot[]): Promise<void> {
  let isStill = false;
  const seen = new MutationObserver((changes) => {
    // What follows the page writes the same style in each frame.
    const isChange = ({ type, target, attributeName: name, oldValue }: MutationRecord) =>
      type !== 'attributes' || (target as Element).getAttribute(name ?? '') !== oldValue;
    if (changes.some(isChange)) isStill = false;
  });
  for (const root of [document, ...roots])
    seen.observe(root, {
      attributes: true,
      attributeOldValue: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
  const end = performance.now() + MOST_UNREST_MS;
  do {
    isStill = true;
    // What is drawn after the next frame may change again what the one after it shows.
    for (let count = 0; count < 3; count += 1) await frame();
    await pause(QUIET_MS);
  } while (!isStill && performance.now() < end);
  seen.disconnect();
}
