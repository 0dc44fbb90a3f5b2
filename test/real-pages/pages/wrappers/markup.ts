import { addressOf, linkTo } from '../../addresses';

const words = (task: number) =>
  `<p>Please see ${addressOf(task)} before Friday, and then ${addressOf(task + 1)} on Monday.</p>`;

export const markup = () => `<main>${words(0)}<p>${linkTo(2)} is first.</p>${words(3)}</main>`;
