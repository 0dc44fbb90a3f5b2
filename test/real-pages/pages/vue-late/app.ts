import { createSSRApp, h, reactive } from 'vue';
import { addressOf, wordsOf } from '../../addresses';

export const state = reactive({
  messages: Array.from({ length: 6 }, (_, task) => ({ key: task, task, words: `note ${task}` })),
});

/** Messages, every other with an address in running text and the rest with a link. */
export const makeApp = () =>
  createSSRApp({
    render: () =>
      h(
        'ul',
        state.messages.map(({ key, task, words }) =>
          h('li', { key }, [
            task % 2 ? h('a', { href: addressOf(task) }, wordsOf(task)) : `See ${addressOf(task)} and then `,
            h('b', words),
          ]),
        ),
      ),
  });
