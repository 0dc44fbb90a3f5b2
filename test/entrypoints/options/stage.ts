import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { BrandView, Result, SessionView } from '../../../lib/messages/contract';
import messages from '../../../public/_locales/en/messages.json';

export const REDIRECT = 'https://abc.chromiumapp.org/';

const NEW: readonly BrandView[] = (['feishu', 'lark', 'custom'] as const).map((brand) => ({
  brand,
  app_id: '',
  hasSecret: false,
}));

/** A session as the background tells it, with one brand as given and the others untouched. */
export function sessionWith(...known: BrandView[]): SessionView {
  const brands = NEW.map((view) => known.find(({ brand }) => brand === view.brand) ?? view);
  return { redirectUrl: REDIRECT, brands };
}

export const ok = <Value>(value: Value): Result<Value> => ({ ok: true, value });

/** The browser of the tests: real English words, and permissions that remember what was granted. */
export function stubBrowser(options: { grants?: boolean; fixed?: readonly string[] } = {}) {
  const { grants = true, fixed = [] } = options;
  const origins = new Set<string>(fixed);
  const added = new Set<() => void>();
  const removed = new Set<() => void>();
  const tell = (listeners: Set<() => void>) => {
    for (const listener of listeners) listener();
  };
  const permissions = {
    getAll: async () => ({ origins: [...origins] }),
    request: vi.fn(async ({ origins: asked }: { origins: string[] }) => {
      if (grants) for (const origin of asked) origins.add(origin);
      tell(added);
      return grants;
    }),
    remove: vi.fn(async ({ origins: asked }: { origins: string[] }) => {
      if (asked.some((origin) => fixed.includes(origin))) throw new Error('You cannot remove required permissions.');
      for (const origin of asked) origins.delete(origin);
      tell(removed);
      return true;
    }),
    onAdded: event(added),
    onRemoved: event(removed),
  };
  const words: Record<string, { message: string }> = messages;
  fakeBrowser.reset();
  Object.assign(fakeBrowser, {
    permissions,
    commands: { getAll: async () => [] },
    i18n: {
      getUILanguage: () => 'en',
      getMessage: (key: string, substitutions: string[] = []) =>
        (words[key]?.message ?? '').replace(/\$(\d)/g, (_, n: string) => substitutions[Number(n) - 1] ?? ''),
    },
  });
  Object.assign(fakeBrowser.runtime, { getManifest: () => ({ host_permissions: [...fixed] }) });
  return { permissions, origins };
}

const event = (listeners: Set<() => void>) => ({
  addListener: (listener: () => void) => void listeners.add(listener),
  removeListener: (listener: () => void) => void listeners.delete(listener),
});

/** Draws into a fresh page and lets effects and answers settle. */
export async function show(node: ComponentChild): Promise<void> {
  if (document.body.firstElementChild) render(null, document.body.firstElementChild);
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  await act(async () => render(node, root));
  await settle();
}

/** Lets pending answers arrive and be drawn. */
export async function settle(): Promise<void> {
  await act(async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  });
}

/** The field with this label. */
export function field<Kind extends HTMLElement = HTMLInputElement>(label: string): Kind {
  const found = [...document.querySelectorAll('label')].find((one) => one.textContent?.startsWith(label));
  const named = found && (found.querySelector('input') ?? document.getElementById(found.htmlFor));
  if (!named) throw new Error(`No field "${label}"`);
  return named as unknown as Kind;
}

/** The button with exactly this name. */
export function button(name: string): HTMLButtonElement {
  const all = [...document.querySelectorAll('button')];
  const found = all.find((one) => (one.getAttribute('aria-label') ?? one.textContent) === name);
  if (!found) throw new Error(`No button "${name}"; there are ${all.map((one) => one.textContent).join(', ')}`);
  return found;
}

export async function click(element: HTMLElement): Promise<void> {
  await act(async () => element.click());
  await settle();
}

export async function type(label: string, text: string): Promise<void> {
  const input = field(label);
  await act(async () => {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

export async function choose(label: string, value: string): Promise<void> {
  const select = field<HTMLSelectElement>(label);
  await act(async () => {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

export const text = () => document.body.textContent ?? '';
