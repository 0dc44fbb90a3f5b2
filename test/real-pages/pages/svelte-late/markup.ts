import { render } from 'svelte/server';
import { FIRST } from '../../messages';
import Chat from './Chat.svelte';

export const markup = () => `<main id="root">${render(Chat, { props: { messages: FIRST } }).body}</main>`;
