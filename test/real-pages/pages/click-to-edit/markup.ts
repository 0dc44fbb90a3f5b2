import { addressOf, linkTo } from '../../addresses';

export const markup = () =>
  `<main style="border:1px solid;padding:8px"><p>First ${linkTo(0)} and more words</p><p>See ${addressOf(1)} soon</p></main>`;
