import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { Chat } from './app';

export const markup = () => `<main id="root">${renderToString(createElement(Chat))}</main>`;
