import { ask } from '../../lib/messages/ask';
import type { ActionId } from '../../lib/task/actions';
import type { Control } from './control';
import type { Hands } from './desk';
import type { Heard } from './parts';
import type { Statuses } from './statuses';

/**
 * What the user means by pointing, focusing and pressing goes to the hands. They are sent for at the first sign; a press
 * that comes before them is not lost: whatever may not act at once asks in the popup.
 */
export function watchIntent(
  statuses: Pick<Statuses, 'known' | 'read'>,
  lost: () => void,
  inUse: () => readonly Control[],
) {
  let hands: Hands | undefined;
  let summons: Promise<unknown> | undefined;

  async function summon(): Promise<void> {
    if (hands) return;
    summons ??= ask('acts.inject', {});
    await summons;
    summons = undefined;
  }

  async function askInPopup({ found: { link } }: Control, wished?: ActionId): Promise<void> {
    const { brand, guid } = link;
    const action = wished ?? statuses.known(link).status?.next ?? 'complete';
    const answer = await ask('popup.open', { brand, guid, ...(action !== 'edit' && { action }) });
    if (!answer.ok && answer.failure.kind === 'context-lost') lost();
  }

  return {
    hands: () => hands,
    summon,
    take(taken: Hands): void {
      hands = taken;
      for (const control of inUse()) taken.engage(control);
    },
    hear(control: Control, event: Heard): void {
      if (hands) {
        hands.hear(control, event);
        return;
      }
      const { type, key, repeat, pointerType } = event;
      void summon();
      // A finger has no hover: its first tap opens the bar, once there is one.
      if (type === 'click' && pointerType === 'touch' && !control.root.activeElement) control.ring.focus();
      else if (type === 'click') void askInPopup(control);
      if (type === 'keydown' && !repeat) void askInPopup(control, /^e$/i.test(key) ? 'edit' : undefined);
      if (/over$|in$/.test(type)) statuses.read(control.found.link);
    },
    async mean(control: Control, wished?: ActionId): Promise<void> {
      await summon();
      if (hands) hands.mean(control, wished);
      else if (wished) await askInPopup(control, wished);
    },
  };
}
