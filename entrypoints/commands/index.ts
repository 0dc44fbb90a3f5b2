import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { DESK, type DeskHolder } from '../controls/desk';
import { answerCommands } from './answer-commands';

/** Answers the background for the controls of this world. Nothing but this function may use an import: the build evaluates this file in Node. */
export default defineUnlistedScript(() => {
  const desk = (globalThis as DeskHolder)[DESK];
  if (!desk || desk.isAnswering || desk.signal.aborted) return;
  desk.isAnswering = true;
  answerCommands(desk);
});
