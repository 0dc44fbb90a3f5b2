import { addressOf, linkTo } from '../../addresses';

export const markup = () =>
  `<main><p>Please see ${addressOf(0)} before Friday, and then ${addressOf(1)} on Monday.</p><p>Or ${linkTo(2)} soon.</p></main>`;
