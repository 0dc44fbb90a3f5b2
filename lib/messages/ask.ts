import { browser } from 'wxt/browser';
import type { Failure } from '../failure';
import type { Answers, Input, RequestName, Result } from './contract';

/** Before a question is asked again, ms: a worker on its way out may refuse what comes at once. */
const PAUSES_MS = [0, 50, 400];
const LOST: Failure = { kind: 'context-lost', reason: 'extension_reloaded' };

/**
 * Asks the background. Never throws: a refusal or a dead runtime comes back as a failure. When the runtime is dead
 * (the extension was updated or reloaded under this page) the failure is `context-lost`, and whoever owns the view leaves.
 */
export async function ask<Name extends RequestName>(type: Name, input: Input<Name>): Promise<Result<Answers[Name]>> {
  if (!isAlive()) return { ok: false, failure: LOST };
  // A worker that dies with the question in hand rejects it at once; asking again wakes a new one. Requests are made to be repeated.
  for (const pause of PAUSES_MS) {
    if (pause) await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      const answer = (await browser.runtime.sendMessage({ type, input })) as Result<Answers[Name]> | undefined;
      if (answer) return answer;
    } catch {
      if (!isAlive()) return { ok: false, failure: LOST };
    }
  }
  return { ok: false, failure: { kind: 'server', reason: 'unknown' } };
}

/** Whether this copy of the script still belongs to a running extension. */
export function isAlive(): boolean {
  try {
    return browser.runtime?.id !== undefined;
  } catch {
    return false;
  }
}
