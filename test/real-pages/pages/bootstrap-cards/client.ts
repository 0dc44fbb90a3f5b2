import 'bootstrap/dist/css/bootstrap.min.css';
import { live } from '../../life';

live({
  steps: {
    /** Another card with the words and the link of one before. */
    more: ({ below }) => {
      const cards = document.querySelectorAll('.card');
      const card = cards[below(cards.length)];
      card?.after(card.cloneNode(true));
      return undefined;
    },
  },
  // What the page's own rules about neighbours come to.
  model: () =>
    [...document.querySelectorAll('#crumbs a')].map((link) => [
      getComputedStyle(link, '::before').content,
      getComputedStyle(link).marginRight,
    ]),
});
