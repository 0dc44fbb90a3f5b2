import { badField, invalidParam } from './api-error';
import type { Call } from './gateway';

export interface Page<T> {
  items: T[];
  page_token: string;
  has_more: boolean;
}

/**
 * Cuts one page: `page_size` 1–100, default 50; an empty `page_token` means the first page, and the last page answers
 * an empty one. `keep` filters after the cut, so that a page may be short or empty while more follow, as on the platform.
 */
export function cutPage<T>(call: Call, all: readonly T[], keep: (item: T) => boolean = () => true): Page<T> {
  const size = call.query('page_size') ?? '50';
  if (!/^\d{1,3}$/.test(size) || Number(size) < 1 || Number(size) > 100) {
    throw badField('page_size', 'must be between 1 and 100', size);
  }
  const token = call.query('page_token') ?? '';
  const start = token === '' ? 0 : readToken(token);
  const end = start + Number(size);
  const more = end < all.length;
  return {
    items: all.slice(start, end).filter(keep),
    page_token: more ? Buffer.from(`from:${end}`).toString('base64url') : '',
    has_more: more,
  };
}

function readToken(token: string): number {
  const match = /^from:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (!match) throw invalidParam('page_token', 'is invalid.');
  return Number(match[1]);
}
