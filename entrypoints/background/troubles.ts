import type { Failure } from '../../lib/failure';
import { mayHurry, waitAfter } from './backoff';

/** Why an account's operations stand still, and until when. */
interface Trouble {
  readonly failure: Failure;
  readonly tries: number;
  /** ms since 1970, by our own clock. */
  readonly until: number;
}

/** Accounts in trouble, by their keys; memory only, since a new worker may try once at its start. */
export interface Troubles {
  of(owner: string): Pick<Trouble, 'failure' | 'until'> | undefined;
  /** One more try came to this: the wait grows. */
  enter(owner: string, failure: Failure): void;
  leave(owner: string): void;
  /**
   * Whether an answer that is none, to a change of this lane, is the whole account's trouble: something is already, or another
   * lane has met the same and nothing has been answered since. Else it may be this task's alone, and nobody waits for it.
   */
  isGeneral(owner: string, lane: string): boolean;
  /** Waits of our own choosing are over. */
  hurry(): void;
}

export function openTroubles(now: () => number, random: () => number): Troubles {
  const all = new Map<string, Trouble>();
  const unanswered = new Map<string, string>();
  return {
    isGeneral(owner, lane) {
      const other = unanswered.get(owner) ?? lane;
      unanswered.set(owner, lane);
      return all.has(owner) || other !== lane;
    },
    of: (owner) => all.get(owner),
    enter(owner, failure) {
      const tries = (all.get(owner)?.tries ?? 0) + 1;
      all.set(owner, { failure, tries, until: now() + waitAfter(failure, tries, now(), random) });
    },
    leave(owner) {
      all.delete(owner);
      unanswered.delete(owner);
    },
    hurry() {
      for (const [owner, trouble] of all) if (mayHurry(trouble.failure)) all.set(owner, { ...trouble, until: 0 });
    },
  };
}
