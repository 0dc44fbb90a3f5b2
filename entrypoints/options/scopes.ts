import type { AccountView } from '../../lib/messages/contract';

/** What every app needs (feishu-task-api §5.9): reading, writing, and renewing the sign-in. */
const CORE_SCOPES: readonly string[] = ['offline_access', 'task:task:read', 'task:task:write'];

/** What can be ticked in addition; one that the app lacks would fail the whole sign-in (20027), so none by itself. */
export const EXTRA_SCOPES = [
  { scope: 'task:tasklist:read', words: 'extra_tasklist' },
  { scope: 'task:section:read', words: 'extra_section' },
  { scope: 'task:custom_field:read', words: 'extra_custom_field' },
  { scope: 'task:comment:read', words: 'extra_comment' },
  { scope: 'task:attachment:read', words: 'extra_attachment' },
  { scope: 'task:task', words: 'extra_legacy' },
] as const;

/** The scope of apps from before task v2. It is asked for in place of the two newer ones, which such an app lacks. */
const LEGACY_SCOPE = 'task:task';

/** The scopes to enable in the developer console, as text to paste there: the same that signing in asks for. */
export function scopeText(extras: readonly string[]): string {
  const core = extras.includes(LEGACY_SCOPE) ? ['offline_access'] : CORE_SCOPES;
  return [...core, ...extras].join(' ');
}

/** The extras that an account already has. */
export function grantedExtras(account: AccountView | undefined): readonly string[] {
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
