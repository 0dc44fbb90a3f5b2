/** Scopes of the API, each here because a call of ours needs it (feishu-task-api §3.1, §3.12, §5.9). */

/** What every app needs: renewing the sign-in, reading, writing. */
export const CORE_SCOPES: readonly string[] = ['offline_access', 'task:task:read', 'task:task:write'];

/** The definitions of custom fields; without them a field shows its value and cannot be edited. */
export const CUSTOM_FIELD_SCOPE = 'task:custom_field:read';

/** The scope of apps from before task v2. It is asked for in place of the two newer ones, which such an app lacks. */
export const LEGACY_SCOPE = 'task:task';

/** What a sign-in may do to tasks, as far as its scopes tell. */
export type Reach = 'all' | 'completes' | 'reads';

/** Any one of them lets a task be changed (feishu-task-api §3.1). */
const WRITING = ['task:task:write', 'task:task:writeonly'];

/**
 * The reach of these scopes; of none, which is what a pasted token tells, everything is tried. The old scope completes and
 * reopens by v1 and changes nothing else.
 */
export function reachOf(scopes: readonly string[]): Reach {
  if (scopes.length === 0 || scopes.some((scope) => WRITING.includes(scope))) return 'all';
  return scopes.includes(LEGACY_SCOPE) ? 'completes' : 'reads';
}

/** The scopes to ask for when these extras are ticked: an app that lacks one of them would refuse the whole sign-in (20027). */
export function scopesFor(extras: readonly string[]): readonly string[] {
  const core = extras.includes(LEGACY_SCOPE) ? ['offline_access'] : CORE_SCOPES;
  return [...new Set([...core, ...extras.filter((scope) => /^[a-z_]+(:[a-z_]+)*$/.test(scope))])];
}
