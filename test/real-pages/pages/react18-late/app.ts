import { createElement as h, useState } from 'react';
import { addressOf, wordsOf } from '../../addresses';
import { FIRST, type Message } from '../../messages';

let change: (how: (old: Message[]) => Message[]) => void = () => {};

/** Messages, every other with an address in running text and the rest with a link. */
export function Chat() {
  const [messages, setMessages] = useState(FIRST) as [Message[], typeof change];
  change = setMessages;
  return h(
    'ul',
    {},
    messages.map(({ key, task, words }) =>
      h(
        'li',
        { key },
        task % 2 ? h('a', { href: addressOf(task) }, wordsOf(task)) : `See ${addressOf(task)} and then `,
        h('b', {}, words),
      ),
    ),
  );
}

export const changeMessages: typeof change = (how) => change(how);
