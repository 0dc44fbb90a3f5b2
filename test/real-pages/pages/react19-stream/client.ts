import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { hydrateRoot } from 'react-dom/client';
import { frames, live } from '../../life';
import { messageSteps } from '../../messages';
import { changeMessages, Page } from './app';

const root = document.querySelector('#root') as HTMLElement;
const ofServer = root.querySelector('main');
const recovered: string[] = [];

hydrateRoot(root, createElement(Page, { data: Promise.resolve('Late part') }), {
  onRecoverableError: (error: unknown) => recovered.push(String(error)),
});

live({
  ready: frames(20),
  steps: messageSteps((how) => flushSync(() => changeMessages(how))),
  model: () => ({ recovered, kept: ofServer === root.querySelector('main') }),
});
