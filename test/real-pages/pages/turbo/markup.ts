import { addressOf, linkTo } from '../../addresses';

const NAV = '<nav><a href="/turbo/">One</a> <a href="/turbo/two">Two</a></nav>';

export const markup = (path: string) => {
  const first = path === 'two' ? 10 : 0;
  return `${NAV}<main><p>${linkTo(first)}, ${linkTo(first + 1)} and ${addressOf(first + 2)} here</p>
<ul><li>${linkTo(first + 3)}</li></ul></main>`;
};
