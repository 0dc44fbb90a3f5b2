import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { DESK, type DeskHolder } from '../controls/desk';
import { makeHands } from './hands';

/** Serves the controls that stand in this world. Nothing but this function may use an import: the build evaluates this file in Node. */
export default defineUnlistedScript(() => {
  const desk = (globalThis as DeskHolder)[DESK];
  if (desk && !desk.isTaken() && !desk.signal.aborted) desk.take(makeHands(desk));
});
