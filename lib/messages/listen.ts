import { browser } from 'wxt/browser';
import type { Broadcast, ToPage } from './contract';

type Told = { type: string; input?: unknown };

/** Hears broadcasts until the signal aborts. */
export function listen(heard: (broadcast: Broadcast) => void, signal: AbortSignal): void {
  const listener = (message: unknown, sender: Teller) => {
    if (!isBackground(sender)) return;
    // Broadcasts are the messages that tell of a change; nothing else ends so.
    if (isTold(message) && message.type.endsWith('.changed')) heard(message as Broadcast);
  };
  attach(listener, signal);
}

type Answer<Name extends keyof ToPage> = ToPage[Name]['output'];
type Answerers = {
  [Name in keyof ToPage]?: (input: ToPage[Name]['input']) => Answer<Name> | Promise<Answer<Name>>;
};

/** Answers what the background asks of this page, until the signal aborts. */
export function answer(answerers: Answerers, signal: AbortSignal): void {
  const listener = (message: unknown, sender: Teller, respond: (answer: unknown) => void): true | undefined => {
    if (!isBackground(sender) || !isTold(message)) return undefined;
    const answerer = answerers[message.type as keyof ToPage] as ((input: unknown) => unknown) | undefined;
    if (!answerer) return undefined;
    // Nothing is answered where it fails, as by a page without us.
    void Promise.resolve(answerer(message.input)).then(respond, () => respond(undefined));
    // Keeps the way open until then.
    return true;
  };
  attach(listener, signal);
}

type Teller = { readonly id?: string; readonly tab?: unknown };

/** What a page script sends reaches our own pages as well; only the background has no tab. */
const isBackground = ({ id, tab }: Teller) => id === browser.runtime.id && !tab;

const isTold = (message: unknown): message is Told =>
  typeof (message as Partial<Told> | null | undefined)?.type === 'string';

function attach(listener: Parameters<typeof browser.runtime.onMessage.addListener>[0], signal: AbortSignal): void {
  if (signal.aborted) return;
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener));
}
