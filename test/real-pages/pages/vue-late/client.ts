import { nextTick } from 'vue';
import { frames, live } from '../../life';
import { messageSteps } from '../../messages';
import { makeApp, state } from './app';

const root = document.querySelector('#root') as HTMLElement;
const ofServer = root.querySelector('ul');
makeApp().mount(root);

live({
  ready: frames(10),
  steps: messageSteps((change) => {
    state.messages = change(state.messages);
    return nextTick();
  }),
  model: () => ofServer === root.querySelector('ul'),
});
