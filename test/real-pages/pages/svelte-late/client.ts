import { flushSync, hydrate } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { frames, live } from '../../life';
import { FIRST, messageSteps } from '../../messages';
import Chat from './Chat.svelte';

const root = document.querySelector('#root') as HTMLElement;
const ofServer = root.querySelector('ul');
let messages = FIRST;
let drawAgain = () => {};
const subscribe = createSubscriber((update) => {
  drawAgain = update;
});

hydrate(Chat, {
  target: root,
  props: {
    get messages() {
      subscribe();
      return messages;
    },
  },
});

live({
  ready: frames(10),
  steps: messageSteps((how) => {
    messages = how(messages);
    flushSync(drawAgain);
  }),
  model: () => ofServer === root.querySelector('ul'),
});
