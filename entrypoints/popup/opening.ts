import { ask } from '../../lib/messages/ask';
import type { PopupOpening, Result } from '../../lib/messages/contract';
import type { PopupQuery } from './query';

/** Asks what is to be shown, and for all that the background knows of it. */
export function askOpening({ tabId, task }: PopupQuery): Promise<Result<PopupOpening>> {
  return ask('popup.intent', { ...(tabId !== undefined && { tabId }), ...(task && { task }) });
}
