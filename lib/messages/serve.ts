import { browser } from 'wxt/browser';
import { type Failure, toFailure } from '../failure';
import { type Answers, type Audience, type Input, REQUESTS, type RequestName, type Result } from './contract';

/** Who asks, as the browser says it: one of our own pages, or a control in the top frame of a web page. */
export type Speaker =
  | { readonly audience: 'own' }
  | { readonly audience: 'page'; readonly tabId: number; readonly windowId: number; readonly origin: string };

export type Handlers = {
  [Name in RequestName]: (input: Input<Name>, speaker: Speaker) => Promise<Answers[Name]>;
};

const REFUSED: Failure = { kind: 'invalid', reason: 'not_allowed' };
const TOO_MANY: Failure = { kind: 'limited', reason: 'rate_limited' };

/** How much one tab may ask of one kind: a burst, then a steady rate. Views in a page need far less. */
const BURST = 60;
const PER_SECOND = 20;

/**
 * The only answering listener (house.md §2.3). Parses, checks who speaks, counts, dispatches, and answers as data:
 * an unknown name, an extra key, a wrong type or a speaker outside the request's audience is refused without a reason.
 */
export function serve(handlers: Handlers): void {
  const admitted = counter();
  browser.runtime.onMessage.addListener((message: unknown, sender, respond: (answer: Result<unknown>) => void) => {
    const name = nameOf(message);
    if (!name) return undefined;
    void answer(handlers, admitted, name, message as { input?: unknown }, sender).then(respond);
    // Tells the browser that the answer comes later. (An async listener would answer every message, ours or not.)
    return true;
  });
}

async function answer(
  handlers: Handlers,
  admitted: (key: string) => boolean,
  name: RequestName,
  message: { input?: unknown },
  sender: Sender,
): Promise<Result<unknown>> {
  const speaker = speakerOf(sender);
  if (!speaker || !mayAsk(speaker, REQUESTS[name].audience)) return { ok: false, failure: REFUSED };
  if (speaker.audience === 'page' && !admitted(`${speaker.tabId} ${name}`)) return { ok: false, failure: TOO_MANY };
  const input = REQUESTS[name].input.safeParse(message.input ?? {});
  if (!input.success) return { ok: false, failure: REFUSED };
  try {
    const handler = handlers[name] as (input: unknown, speaker: Speaker) => Promise<unknown>;
    return { ok: true, value: await handler(input.data, speaker) };
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
}

function nameOf(message: unknown): RequestName | undefined {
  const type = typeof message === 'object' && message !== null ? (message as { type?: unknown }).type : undefined;
  return typeof type === 'string' && Object.hasOwn(REQUESTS, type) ? (type as RequestName) : undefined;
}

/** Own pages may ask everything a control may. */
const mayAsk = (speaker: Speaker, audience: Audience) => speaker.audience === 'own' || audience === 'page';

export interface Sender {
  readonly id?: string | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly windowId?: number | undefined } | undefined;
  readonly frameId?: number | undefined;
  readonly origin?: string | undefined;
}

/**
 * Decides by what the browser vouches for: extension id, tab, frame, origin. Never by `sender.url`, which a page can steer
 * (history.pushState). A page in an opaque origin says "null" and is refused.
 */
export function speakerOf(sender: Sender): Speaker | undefined {
  if (sender.id !== browser.runtime.id) return undefined;
  if (!sender.tab) return { audience: 'own' };
  // Spelled out rather than `new URL(…).origin`, which may be "null" for an extension's scheme: so may a hostile page's.
  if (sender.origin === browser.runtime.getURL('/').replace(/\/$/, '')) return { audience: 'own' };
  const { id, windowId } = sender.tab;
  if (sender.frameId !== 0 || id === undefined || windowId === undefined) return undefined;
  if (!sender.origin || sender.origin === 'null') return undefined;
  return { audience: 'page', tabId: id, windowId, origin: sender.origin };
}

/** A leaking bucket for each key; what is empty again is forgotten. */
function counter(): (key: string) => boolean {
  const levels = new Map<string, { level: number; at: number }>();
  return (key) => {
    const at = performance.now();
    const last = levels.get(key) ?? { level: 0, at };
    const level = Math.max(0, last.level - ((at - last.at) / 1000) * PER_SECOND) + 1;
    if (level > BURST) return false;
    levels.set(key, { level, at });
    if (levels.size > 1000) levels.clear();
    return true;
  };
}
