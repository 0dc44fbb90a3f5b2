import { plainText } from '../lib/text/visible-text';

/** Text that came from a task, a person or a server: a text node of its own direction, cut, with nothing hidden in it (safety.md §4). */
export function TaskText({ text, longest }: { text: string; longest?: number }) {
  return <bdi>{plainText(text, longest)}</bdi>;
}
