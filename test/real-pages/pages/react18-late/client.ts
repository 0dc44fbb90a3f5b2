import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { hydrateRoot } from 'react-dom/client';
import { frames, live } from '../../life';
import { messageSteps } from '../../messages';
import { Chat, changeMessages } from './app';

const root = document.querySelector('#root') as HTMLElement;
const ofServer = root.querySelector('ul');
const recovered: string[] = [];

hydrateRoot(root, createElement(Chat), {
  onRecoverableError: (error: unknown) => recovered.push(String(error)),
});

live({
  ready: frames(10),
  steps: messageSteps((how) => flushSync(() => changeMessages(how))),
  // React keeps the elements of the server where it has nothing to complain about.
  model: () => ({ recovered, kept: ofServer === root.querySelector('ul') }),
});
