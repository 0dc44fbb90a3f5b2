import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { DESK, type DeskHolder } from '../controls/desk';
import { watchPointing } from './pointing';

/** Watches what is pointed at for the controls of this world. Nothing but this function may use an import: the build evaluates this file in Node. */
export default defineUnlistedScript(() => {
  const desk = (globalThis as DeskHolder)[DESK];
  if (!desk || desk.pointing || desk.signal.aborted) return;
  desk.pointing = watchPointing(desk);
  desk.settle();
});
