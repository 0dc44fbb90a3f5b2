import type { Choice, Step } from './life';

/** One message of a page that shows a list of them, each with an address. */
export interface Message {
  readonly key: number;
  readonly task: number;
  readonly words: string;
}

type Change = (old: Message[]) => Message[];

let next = 100;
const made = ({ below }: Choice): Message => ({ key: next++, task: below(40), words: `note ${below(100)}` });

/** What happens to a list of messages; `change` draws them anew. */
export function messageSteps(change: (how: Change) => unknown): Readonly<Record<string, Step>> {
  const step = (how: (old: Message[], choice: Choice) => Message[]) => async (choice: Choice) => {
    await change((old) => how(old, choice));
    return undefined;
  };
  return {
    add: step((old, choice) => [...old, made(choice)]),
    insert: step((old, choice) => old.toSpliced(choice.below(old.length + 1), 0, made(choice))),
    remove: step((old, { below }) => old.toSpliced(below(old.length), 1)),
    rewrite: step((old, choice) => {
      const at = choice.below(old.length);
      return old.map((one, index) => (index === at ? { ...made(choice), key: one.key } : one));
    }),
    reverse: step((old) => old.toReversed()),
    clear: step(() => []),
  };
}

/** What a page begins with. */
export const FIRST: Message[] = [0, 1, 2, 3, 4, 5].map((task) => ({ key: task, task, words: `note ${task}` }));
