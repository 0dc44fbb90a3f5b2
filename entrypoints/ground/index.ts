import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { DESK, type DeskHolder } from '../controls/desk';
import { followGround } from './follow';

/** Serves the controls that stand in this world. Nothing but this function may use an import: the build evaluates this file in Node. */
export default defineUnlistedScript(() => {
  const desk = (globalThis as DeskHolder)[DESK];
  if (!desk || desk.isFollowed || desk.signal.aborted) return;
  desk.isFollowed = true;
  followGround(desk);
});
