import type { PopupIntent } from '../../lib/messages/contract';
import { isGuid } from '../../lib/task/applink';
import { BRANDS } from '../../lib/task/brand';

export interface PopupQuery {
  /** Opened as a small window of its own, which follows its size; the toolbar's popup sets its own. */
  readonly inWindow: boolean;
  /** The tab whose links are listed; without it the active one. */
  readonly tabId?: number;
  /** The task to show at once. */
  readonly task?: Pick<PopupIntent, 'brand' | 'guid' | 'action'>;
}

/** Reads `?tab=ID[&brand=…&guid=…[&action=…]]`, as the background writes it for a small window. Anything else is ignored. */
export function readQuery(search: string): PopupQuery {
  const query = new URLSearchParams(search);
  const tab = query.get('tab') ?? '';
  const guid = query.get('guid') ?? '';
  const brand = BRANDS.find((known) => known === query.get('brand'));
  const action = (['complete', 'reopen'] as const).find((known) => known === query.get('action'));
  return {
    inWindow: search.length > 1,
    ...(/^\d{1,15}$/.test(tab) && { tabId: Number(tab) }),
    ...(brand && isGuid(guid) && { task: { brand, guid, ...(action && { action }) } }),
  };
}
