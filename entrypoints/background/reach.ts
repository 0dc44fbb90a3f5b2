import { LEGACY_SCOPE, type Reach, reachOf } from '../../lib/task/scopes';
import type { Session } from './store';

const isModern = (scope: string) => /^task:task:(read|write|writeonly)$/.test(scope);

/** Whether v1 serves this account: its scopes say so, or its refusals taught it. */
export function holdsOnlyLegacy({ legacy, scopes }: Session): boolean {
  return legacy === true || (scopes.includes(LEGACY_SCOPE) && !scopes.some(isModern));
}

/** A pasted token does not say what it may do: its scopes are unknown, so v1 is worth a try. */
export function mayHoldLegacy(session: Session | undefined): boolean {
  return session !== undefined && (session.scopes.length === 0 || session.scopes.includes(LEGACY_SCOPE));
}

/** What a sign-in may do to tasks, by its scopes and by what its refusals taught. */
export function reachOfSession(session: Session): Reach {
  if (holdsOnlyLegacy(session)) return 'completes';
  return session.readOnly ? 'reads' : reachOf(session.scopes);
}
