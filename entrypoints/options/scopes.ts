import type { AccountView } from '../../lib/messages/contract';
import { CORE_SCOPES, CUSTOM_FIELD_SCOPE, LEGACY_SCOPE } from '../../lib/task/scopes';

/** What can be ticked in addition; one that the app lacks would fail the whole sign-in (20027), so none by itself. */
export const EXTRA_SCOPES = [
  { scope: CUSTOM_FIELD_SCOPE, words: 'extra_custom_field' },
  { scope: LEGACY_SCOPE, words: 'extra_legacy' },
] as const;

/** The extras that an account already has. */
export function grantedExtras(account: AccountView | undefined): string[] {
  return EXTRA_SCOPES.map(({ scope }) => scope).filter((scope) => account?.scopes.includes(scope));
}

/** The scopes that Tasklark needs and this account lacks; none are named where the platform did not say what it granted. */
export function missingScopes({ scopes, refreshes }: AccountView): readonly string[] {
  if (scopes.length === 0) return [];
  // Whether offline_access is missing shows in `refreshes`; some answers do not list it.
  const has = (scope: string) =>
    scopes.includes(scope) || (scope === 'offline_access' ? refreshes : scopes.includes(LEGACY_SCOPE));
  return CORE_SCOPES.filter((scope) => !has(scope));
}
