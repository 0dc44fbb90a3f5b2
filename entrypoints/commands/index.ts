import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { answerCommands } from './answer-commands';

/** Where this world keeps the running copy, so that a newer one can retire it; the page cannot see it. */
const COMMANDS = Symbol.for('tasklark.commands');

type Holder = { [COMMANDS]?: AbortController };

/** Answers the background. Nothing but this function may use an import: the build evaluates this file in Node. */
export default defineUnlistedScript(() => {
  const holder = globalThis as Holder;
  holder[COMMANDS]?.abort();
  holder[COMMANDS] = new AbortController();
  answerCommands(holder[COMMANDS].signal);
});
