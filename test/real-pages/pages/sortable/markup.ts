import { addressOf, linkTo } from '../../addresses';

const cards = [0, 1, 2, 3].map((task) => `<li style="padding:8px;border:1px solid">${linkTo(task)} card</li>`);

export const markup = () => `<ul id="list">${cards.join('')}<li style="padding:8px">See ${addressOf(4)} soon</li></ul>`;
