import { browser } from 'wxt/browser';
import { type Failure, toFailure } from '../failure';
import { type Answers, type Audience, type Input, REQUESTS, type RequestName, type Result } from './contract';
import { countRequests } from './rates';

/** Who asks, as the browser says it: one of our own pages, or a control in the top frame of a web page. */
export type Speaker =
  | { readonly audience: 'own' }
  | {
      readonly audience: 'page';
      readonly tabId: number;
      readonly windowId: number;
      readonly origin: string;
      /** The one document that asks; whatever is brought into the tab for it goes there or nowhere. Not in Firefox. */
      readonly documentId?: string;
    };

export type Handlers = {
  [Name in RequestName]: (input: Input<Name>, speaker: Speaker) => Promise<Answers[Name]>;
};

const REFUSED: Failure = { kind: 'invalid', reason: 'not_allowed' };
const TOO_MANY: Failure = { kind: 'limited', reason: 'rate_limited' };
/** Nobody clicks so fast: from here on the user is asked each time. */
const TOO_MANY_ACTIONS: Failure = { kind: 'invalid', reason: 'needs_confirm' };

/**
 * The only answering listener (house.md §2.3). Parses, checks who speaks, counts, dispatches, and answers as data:
 * an unknown name, an extra key, a wrong type or a speaker outside the request's audience is refused without a reason. The
 * browser gives the answer to the document that asked, and to nobody when that has gone.
 */
export function serve(handlers: Handlers): void {
  const admitted = countRequests();
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
  admitted: ReturnType<typeof countRequests>,
  name: RequestName,
  message: { input?: unknown },
  sender: Sender,
): Promise<Result<unknown>> {
  const speaker = speakerOf(sender);
  const isExact = Object.keys(message).every((key) => key === 'type' || key === 'input');
  if (!speaker || !isExact || !mayAsk(speaker, REQUESTS[name].audience)) return { ok: false, failure: REFUSED };
  if (speaker.audience === 'page' && !(await admitted(speaker.tabId, name)))
    return { ok: false, failure: name === 'action.propose' ? TOO_MANY_ACTIONS : TOO_MANY };
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
  readonly documentId?: string | undefined;
  readonly documentLifecycle?: string | undefined;
}

/**
 * Decides by what the browser vouches for: extension id, origin, tab, frame, document. Never by `sender.url`, which a page
 * can steer (history.pushState), and not by the lack of a tab: a web page in a side panel has none either. A page in an
 * opaque origin says "null" and is refused, as is one that is only being prerendered.
 */
export function speakerOf(sender: Sender): Speaker | undefined {
  if (sender.id !== browser.runtime.id) return undefined;
  // Spelled out rather than `new URL(…).origin`, which may be "null" for an extension's scheme: so may a hostile page's.
  if (sender.origin === browser.runtime.getURL('/').replace(/\/$/, '')) return { audience: 'own' };
  const { tab: { id, windowId } = {}, documentId, documentLifecycle = 'active' } = sender;
  if (documentLifecycle !== 'active' || sender.frameId !== 0 || id === undefined || windowId === undefined)
    return undefined;
  if (!sender.origin || sender.origin === 'null') return undefined;
  return { audience: 'page', tabId: id, windowId, origin: sender.origin, ...(documentId && { documentId }) };
}
