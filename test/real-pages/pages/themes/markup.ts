import { addressOf, linkTo } from '../../addresses';

export const markup = () => `<main class="p-4"><p>${linkTo(0)} in a line</p><p>See ${addressOf(1)} soon</p>
<div class="card p-3">${linkTo(2)}</div></main>`;
