import { createApp, h, nextTick, reactive } from 'vue';
import { addressOf, wordsOf } from '../../addresses';
import { live } from '../../life';
import { FIRST, type Message, messageSteps } from '../../messages';

const state = reactive({ messages: FIRST });
const words = ({ task, words: note }: Message) =>
  task % 2 ? [h('a', { href: addressOf(task) }, wordsOf(task)), ` ${note}`] : `${note}, see ${addressOf(task)} soon`;

createApp({ render: () => state.messages.map((one: Message) => h('p', { key: one.key }, words(one))) }).mount('#root');

live({
  steps: messageSteps((how) => {
    state.messages = how(state.messages);
    return nextTick();
  }),
});
