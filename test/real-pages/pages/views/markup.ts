import { addressOf, linkTo } from '../../addresses';

export const markup = () =>
  `<main><p>${linkTo(0)}</p><p>See ${addressOf(1)} soon</p><p>${linkTo(2)}</p></main>
<map name="plan"></map><svg width="80" height="40"></svg>`;
