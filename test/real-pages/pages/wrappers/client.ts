import { type Choice, live } from '../../life';

const main = document.querySelector('main') as HTMLElement;
const first = () => main.querySelector('p') as HTMLElement;

function texts(): Text[] {
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) if ((walker.currentNode as Text).data.trim()) found.push(walker.currentNode as Text);
  return found;
}

/** Wraps a word as annotating and spell checking scripts do. */
function wrap(text: Text | undefined, from: number, to: number, name: string): undefined {
  if (!text || text.length < to) return;
  const range = new Range();
  range.setStart(text, from);
  range.setEnd(text, to);
  range.surroundContents(document.createElement(name));
}

const one = ({ below }: Choice) => texts()[below(texts().length)];

live({
  steps: {
    // The first text of the paragraph, whatever it is by now.
    wrap: () => wrap(first().firstChild as Text, 0, 6, 'hypothesis-highlight'),
    wrapAny: (choice) => wrap(one(choice), 0, 3, 'g-mark'),
    split: (choice) => {
      const text = one(choice);
      if (text && text.length > 4) text.splitText(2 + choice.below(text.length - 3));
      return undefined;
    },
    replace: (choice) => {
      const text = one(choice);
      if (text && text.length > 6) text.replaceData(0, 1, choice.pick(['K', 'Q']));
      return undefined;
    },
    normalize: () => void main.normalize(),
    translate: (choice) => {
      const text = one(choice);
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      text?.replaceWith(outer);
      outer.append(inner);
      if (text) inner.append(text);
      return undefined;
    },
    selectFirst: () => void getSelection()?.selectAllChildren(first()),
    select: (choice) => {
      getSelection()?.selectAllChildren(main.children[choice.below(3)] as Element);
      return undefined;
    },
  },
});
