import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { answerCommands } from './answer-commands';

/** Where this world keeps the running copy, so that a newer one can retire it; the page cannot see it. */
type Holder = { __tasklark_commands?: AbortController };

/** Answers the background. Nothing but this function may use an import: the build evaluates this file in Node. */
export default defineUnlistedScript(() => {
  const holder = globalThis as Holder;
  holder.__tasklark_commands?.abort();
  holder.__tasklark_commands = new AbortController();
  answerCommands(holder.__tasklark_commands.signal);
});
