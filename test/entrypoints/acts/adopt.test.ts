// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { adopter } from '../../../entrypoints/acts/adopt';
import { makeHost } from '../../../entrypoints/controls/control';
import { make } from '../../../entrypoints/controls/parts';

const addFirst = adopter('.first { color: red }');
const addSecond = adopter('.second { color: red }');

/** A root as the page scripts make them, and the sheet that it has from its beginning. */
function newRoot() {
  const { root } = makeHost(document);
  return { root, base: [...root.adoptedStyleSheets] };
}

const rulesOf = (root: ShadowRoot) =>
  root.adoptedStyleSheets.map(({ cssRules: [rule] }) => (rule as CSSStyleRule | undefined)?.selectorText);

describe('the sheets of a root', () => {
  /** Everything that can be done to a root, in every order, each as often as once or twice. */
  const steps = ['first', 'second', 'first again', 'fill', 'empty'] as const;
  const orders = (left: readonly string[]): string[][] =>
    left.length
      ? left.flatMap((step) => orders(left.filter((one) => one !== step)).map((rest) => [step, ...rest]))
      : [[]];

  it.each(orders(steps).map((order) => [order.join(', ')]))('are all kept, each once: %s', (order) => {
    const { root, base } = newRoot();
    expect(base).toHaveLength(1);
    for (const step of order.split(', ')) {
      if (step === 'fill') root.append(make('div', ''));
      else if (step === 'empty') root.replaceChildren();
      else if (step === 'second') addSecond(root);
      else addFirst(root);
    }
    const [first, ...others] = root.adoptedStyleSheets;
    expect(first).toBe(base[0]);
    expect(others).toHaveLength(2);
    expect(rulesOf(root)).toEqual(expect.arrayContaining(['.first', '.second']));
  });

  it('are shared by the roots of a document', () => {
    const [one, other] = [newRoot().root, newRoot().root];
    addFirst(one);
    addFirst(other);
    expect([...one.adoptedStyleSheets]).toEqual([...other.adoptedStyleSheets]);
  });
});
