import type { Sandbox } from '../../sandbox/server';
import type { Wish } from './model';
import type { Reached } from './points';
import { isRefresh } from './server-points';
import { type Stored, wishesOf } from './stored';

/** How things were when the worker was let go. */
export interface Mark {
  /** Length of the sandbox's logs. */
  readonly requests: number;
  readonly writes: number;
  readonly before: Stored;
}

/**
 * Whether what the dead worker left, on the disk and in the sandbox's log, is what death at this point leaves: so nobody has
 * to take the hooks' word for it.
 */
export function isThere(
  sandbox: Sandbox,
  wishes: readonly Wish[],
  reached: Reached,
  { requests, writes, before }: Mark,
  after: Stored,
): boolean {
  const { point, variant, id } = reached;
  const row = id === undefined ? undefined : after.operations.find((operation) => wishesOf(operation).includes(id));
  const wish = wishes.find((one) => one.id === id);
  const written = sandbox.writes.slice(writes).map(({ guid }) => guid);
  const refreshed = sandbox.requests.slice(requests).filter((entry) => isRefresh(entry) && entry.status === 200).length;
  const renewed = (['feishu', 'lark'] as const).filter(
    (brand) => before.sessions[brand]?.refresh_token !== after.sessions[brand]?.refresh_token,
  ).length;
  const sending = after.operations.filter(({ state }) => state === 'sending');
  switch (point) {
    case 'before receipt':
    case 'inside the commit':
      return row === undefined && wish?.answer === 'unknown';
    case 'between commit and acknowledgement':
      return row !== undefined && wish?.answer === 'unknown';
    case 'before the token':
      return sending.length > 0;
    case 'during refresh':
      return refreshed >= renewed + (variant === 'answered' ? 1 : 0);
    case 'after the new pair':
      return renewed > 0;
    case 'in flight, not applied':
      return sending.length > 0;
    case 'applied, answer lost':
    case 'answer read but not recorded':
      return sending.some(({ guid }) => written.includes(guid));
    case 'recorded but not told':
      return row?.state === 'applied' || row?.state === 'already';
    case 'during compaction':
      return row !== undefined;
    case 'holding an undo':
      return row?.state === 'queued' && row.attempts === 0 && !written.includes(row.guid);
  }
}
