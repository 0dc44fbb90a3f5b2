import { createElement as h, Suspense, use, useState } from 'react';
import { addressOf, linkedWords, wordsOf } from '../../addresses';
import { FIRST, type Message } from '../../messages';

let change: (how: (old: Message[]) => Message[]) => void = () => {};

/** Comes later from the server; in the browser it is there at once. */
function Late({ data }: { readonly data: Promise<string> }) {
  const words = use(data);
  const [messages, setMessages] = useState(FIRST) as [Message[], typeof change];
  change = setMessages;
  return h(
    'section',
    {},
    h('h2', {}, words),
    messages.map(({ key, task, words: note }) =>
      h('p', { key }, note, ' ', task % 2 ? h('a', { href: addressOf(task) }, wordsOf(task)) : linkedWords(task)),
    ),
  );
}

export const Page = ({ data }: { readonly data: Promise<string> }) =>
  h(
    'main',
    {},
    h('p', {}, h('a', { href: addressOf(20) }, wordsOf(20))),
    h(Suspense, { fallback: h('p', {}, 'Wait …') }, h(Late, { data })),
  );

export const changeMessages: typeof change = (how) => change(how);
