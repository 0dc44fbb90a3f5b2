import { renderToString } from 'vue/server-renderer';
import { makeApp } from './app';

export const markup = async () => `<main id="root">${await renderToString(makeApp())}</main>`;
