import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import english from '../../public/_locales/en/messages.json';

const MESSAGES = english as Record<string, { message: string }>;

/** The English words as the browser would give them; an unknown key is an error here. */
export function speakEnglish(): void {
  const getMessage = (key: string, substitutions: string[] = []) => {
    const found = MESSAGES[key];
    if (!found) throw new Error(`no message ${key}`);
    return found.message.replace(/\$(\d)/g, (_, number: string) => substitutions[Number(number) - 1] ?? '');
  };
  Object.assign(fakeBrowser.i18n, { getMessage, getUILanguage: () => 'en-GB' });
}

let root: HTMLElement | undefined;

/** Renders into the document; what stood there before is taken away, its effects with it. */
export function mount(content: ComponentChild): HTMLElement {
  unmount();
  const fresh = document.createElement('div');
  document.body.append(fresh);
  root = fresh;
  void act(() => render(content, fresh));
  return fresh;
}

export function unmount(): void {
  const old = root;
  if (old) void act(() => render(null, old));
  old?.remove();
  root = undefined;
}

/** Lets answers arrive and effects run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await act(async () => new Promise((resolve) => setTimeout(resolve)));
}

/** The control with this accessible name, by `aria-label` or its own words; throws when it is not there. */
export function named<Kind extends HTMLElement = HTMLElement>(name: string, within: ParentNode = document): Kind {
  const found = Array.from(within.querySelectorAll<Kind>('button, input, textarea, select, a, section')).find(
    (control) => (control.getAttribute('aria-label') ?? control.textContent?.trim()) === name,
  );
  if (!found) throw new Error(`nothing is named ${name}`);
  return found;
}

export const has = (name: string) => {
  try {
    return Boolean(named(name));
  } catch {
    return false;
  }
};

/** Presses it, once it takes presses: what acts does not in its first half second. */
export async function press(name: string): Promise<void> {
  while (named(name).getAttribute('aria-disabled') === 'true')
    await act(async () => new Promise((resolve) => setTimeout(resolve, 20)));
  await act(async () => named(name).click());
  await settle();
}

/** Puts a text into a control as typing does. */
export async function type(name: string, text: string): Promise<void> {
  await act(async () => {
    const control = named<HTMLInputElement>(name);
    control.value = text;
    control.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle();
}
