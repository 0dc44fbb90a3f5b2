import type { Attack, Hands } from '../attack';

/** Points at the ring until its bar shows the title. */
async function openBar(hands: Hands): Promise<void> {
  const { x, y } = await hands.at();
  await hands.page.mouse.move(x, y, { steps: 3 });
  await hands.rest(500);
}

const press = async (hands: Hands, ...keys: ('a' | 'c' | 'v')[]): Promise<void> => {
  await hands.page.keyboard.down('Control');
  for (const key of keys) await hands.page.keyboard.press(key);
  await hands.page.keyboard.up('Control');
};

/** Nothing acts here: the page looks on while the user reads, and must not learn what. */
export const LEARNING: readonly Attack[] = [
  { name: 'the page looks on while the bar is open', rule: 'nothing to learn', gesture: openBar },
  {
    name: 'the page looks on while the pencil is pointed at',
    rule: 'nothing to learn',
    gesture: async (hands) => {
      await openBar(hands);
      const { x, y } = await hands.at();
      await hands.page.mouse.move(x + 120, y, { steps: 5 });
      await hands.rest(200);
      await hands.page.mouse.move(x + 250, y, { steps: 5 });
      await hands.rest(300);
    },
  },
  {
    name: 'everything is selected and copied',
    rule: 'nothing to learn',
    body: '<p>See <a id="link" href="{{url}}">the notes</a></p><textarea id="field"></textarea>',
    gesture: async (hands) => {
      await openBar(hands);
      await press(hands, 'a', 'c');
      await (await hands.page.$('#field'))?.focus();
      await press(hands, 'v');
      hands.heard(await hands.page.$eval('#field', (field) => (field as HTMLTextAreaElement).value));
    },
  },
  {
    name: 'the bar is dragged over with the button down',
    rule: 'nothing to learn',
    gesture: async (hands) => {
      await openBar(hands);
      const { x, y } = await hands.at();
      await hands.page.mouse.move(x - 80, y, { steps: 3 });
      await hands.page.mouse.down();
      await hands.page.mouse.move(x + 300, y + 30, { steps: 8 });
      await hands.page.mouse.up();
      hands.heard((await hands.page.evaluate('String(getSelection())')) as string);
    },
  },
  {
    name: 'the page is printed',
    rule: 'nothing to learn',
    gesture: async (hands) => {
      await openBar(hands);
      await hands.page.emulateMediaType('print');
      hands.heard((await hands.page.evaluate('document.documentElement.innerText')) as string);
      await hands.page.emulateMediaType();
    },
  },
  {
    name: 'a strict policy reports what it stops',
    rule: 'nothing to learn',
    headers: {
      'content-security-policy':
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types none; report-uri /csp",
    },
    gesture: openBar,
  },
  {
    name: 'a link that carries the bait of the address',
    rule: 'nothing to learn',
    body: '<p>See <a id="link" href="{{url}}&title=bait" ping="/ping">the notes</a></p>',
    script: 'link.onclick = (event) => event.preventDefault()',
    gesture: async (hands) => {
      await openBar(hands);
      await (await hands.page.$('#link'))?.click();
    },
  },
  {
    name: 'the tree of the page is searched by name and role',
    rule: 'nothing to learn',
    script: `strike = () => { for (const node of document.querySelectorAll('*')) console.log(node.ariaLabel, node.computedName, node.computedRole, node.ariaLabelledByElements, node.ariaOwnsElements);
      const iterator = document.createNodeIterator(document, NodeFilter.SHOW_ALL); while (iterator.nextNode()) console.log(iterator.referenceNode.nodeValue);
      console.log(document.evaluate('string(/)', document).stringValue, new Range().createContextualFragment(document.body.outerHTML).textContent); }`,
    gesture: async (hands) => {
      await openBar(hands);
      await hands.strike();
    },
  },
  {
    name: 'the selection walks through the page',
    rule: 'nothing to learn',
    script: `strike = () => { const selection = getSelection(); selection.collapse(document.body, 0);
      for (const unit of ['character', 'word', 'line', 'lineboundary', 'documentboundary']) for (let i = 0; i < 30; i += 1) { selection.modify('extend', 'forward', unit); console.log(String(selection), selection.focusNode?.nodeName, selection.getComposedRanges?.().map((range) => range.startContainer.nodeValue)); }
      selection.removeAllRanges(); }`,
    gesture: async (hands) => {
      await openBar(hands);
      await hands.strike();
    },
  },
  {
    name: 'the focus is watched as it enters the ring',
    rule: 'nothing to learn',
    gesture: async (hands) => {
      await (await hands.page.$('#link'))?.focus();
      await hands.page.keyboard.press('Tab');
      await hands.rest(400);
      hands.heard(
        (await hands.page.evaluate('document.activeElement.outerHTML + document.activeElement.ariaLabel')) as string,
      );
      await hands.page.keyboard.press('Escape');
    },
  },
];
