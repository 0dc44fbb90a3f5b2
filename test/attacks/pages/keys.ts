import type { Attack, Hands } from '../attack';

const FORM =
  '<input id="field"> <label><input type="checkbox" id="box"> Agree</label><p>See <a id="link" href="{{url}}">the notes</a></p>';

/** Tab, as a user does, from the link to the ring beside it. */
async function tabToRing(hands: Hands): Promise<void> {
  await (await hands.page.$('#link'))?.focus();
  await hands.page.keyboard.press('Tab');
}

/** The focus, or the keys, come to our control without the user meaning it. */
export const KEYS: readonly Attack[] = [
  {
    name: 'the host is focused before Enter',
    rule: 'keyboard focus',
    script: 'strike = () => { theHost().tabIndex = 0; theHost().focus(); }',
    gesture: async (hands) => {
      await hands.rest(700);
      await hands.strike();
      await hands.page.keyboard.press('Enter');
      await hands.page.keyboard.press('Space');
    },
  },
  {
    name: 'a host that asks for the focus by itself',
    rule: 'keyboard focus',
    body: '<dialog id="box"><p>See <a id="link" href="{{url}}">the notes</a></p></dialog><script>box.show()</script>',
    script: 'strike = () => { theHost().autofocus = true; theHost().tabIndex = 1; box.close(); box.showModal(); }',
    gesture: async (hands) => {
      await hands.rest(700);
      await hands.strike();
      await hands.page.keyboard.press('Enter');
    },
  },
  {
    name: 'Tab leads to the ring, Space comes at once',
    rule: 'keyboard focus',
    body: FORM,
    script: `strike = () => { field.focus(); addEventListener('keydown', ({ key }) => { if (key === 'Tab') link.focus(); }, true); }`,
    gesture: async (hands) => {
      await hands.rest(700);
      await hands.strike();
      await hands.page.keyboard.press('Tab');
      await hands.rest(80);
      await hands.page.keyboard.press('Space');
    },
  },
  {
    name: 'Tab leads to the ring, Enter comes at once',
    rule: 'keyboard focus',
    body: FORM,
    script: `strike = () => { field.focus(); field.addEventListener('blur', () => 0); addEventListener('keydown', ({ key }) => { if (key === 'Tab') link.focus(); }, true); }`,
    gesture: async (hands) => {
      await hands.rest(700);
      await hands.strike();
      await hands.page.keyboard.press('Tab');
      await hands.page.keyboard.press('Enter');
    },
  },
  {
    name: 'Tab leads to the ring that the pointer rests on',
    rule: 'keyboard focus',
    body: FORM,
    script: `strike = () => { field.focus(); addEventListener('keydown', ({ key }) => { if (key === 'Tab') link.focus(); }, true); }`,
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.page.mouse.move(x, y, { steps: 3 });
      await hands.rest(1_200);
      await hands.strike();
      await hands.page.keyboard.press('Tab');
      await hands.page.keyboard.press('Space');
    },
  },
  {
    name: 'a key goes down elsewhere and comes up on the ring',
    rule: 'held key',
    body: FORM,
    script: 'strike = () => field.focus()',
    gesture: async (hands) => {
      await hands.strike();
      await hands.page.keyboard.down('Enter');
      await (await hands.page.$('#link'))?.focus();
      await hands.page.keyboard.press('Tab');
      await hands.rest(1_200);
      await hands.page.keyboard.up('Enter');
    },
  },
  {
    name: 'a key whose end the page kept is ended by a later one',
    rule: 'one press',
    // Prevented too, since the button would make a click of it.
    script: `const keep = (event) => { event.stopImmediatePropagation(); event.preventDefault(); };
      addEventListener('keyup', keep, true);
      strike = () => { keepOnTop(coverHost('pointer-events:none'));
        removeEventListener('keyup', keep, true);
        addEventListener('keydown', keep, true); }`,
    gesture: async (hands) => {
      await tabToRing(hands);
      await hands.rest(1_300);
      await hands.page.keyboard.press('Enter');
      await hands.strike();
      await hands.rest(1_200);
      await hands.page.keyboard.press('Enter');
    },
  },
  {
    name: 'the focus is stolen between the key going down and up',
    rule: 'held key',
    script: `strike = () => addEventListener('keydown', ({ key }) => {
        if (key !== 'Enter') return;
        document.querySelector('p').style.opacity = .01;
        document.activeElement.blur();
        link.focus();
      }, true)`,
    gesture: async (hands) => {
      await tabToRing(hands);
      await hands.strike();
      await hands.rest(1_000);
      await hands.page.keyboard.press('Enter');
    },
  },
  {
    name: 'words composed by an input method end with Enter',
    rule: 'keyboard focus',
    body: FORM,
    script: `strike = () => { field.focus(); field.addEventListener('compositionend', () => { link.focus(); }); }`,
    gesture: async (hands) => {
      await hands.rest(700);
      await hands.strike();
      const session = await hands.page.createCDPSession();
      await session.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
      await session.send('Input.insertText', { text: '你' });
      await session.detach();
      await hands.page.keyboard.press('Tab');
      await hands.page.keyboard.press('Enter');
    },
  },
  {
    name: 'Enter is held while the focus goes to the ring',
    rule: 'keyboard focus',
    body: FORM,
    script: `strike = () => field.focus()`,
    gesture: async (hands) => {
      await hands.rest(700);
      await hands.strike();
      await hands.page.keyboard.down('Enter');
      await (await hands.page.$('#link'))?.focus();
      await hands.page.keyboard.press('Tab');
      for (let times = 0; times < 12; times += 1) {
        await hands.rest(100);
        await hands.page.keyboard.down('Enter');
      }
      await hands.page.keyboard.up('Enter');
    },
  },
  {
    name: 'a fragment decides where Tab goes',
    rule: 'keyboard focus',
    body: FORM,
    script: `strike = () => { field.focus(); addEventListener('keydown', ({ key }) => { if (key === 'Tab') { document.activeElement.blur(); location.hash = 'link'; link.tabIndex = -1; } }, true); }`,
    gesture: async (hands) => {
      await hands.rest(700);
      await hands.strike();
      await hands.page.keyboard.press('Tab');
      await hands.page.keyboard.press('Space');
    },
  },
  {
    name: 'a closing dialog gives the focus back to the ring',
    rule: 'keyboard focus',
    body: '<p>See <a id="link" href="{{url}}">the notes</a></p><dialog id="box">Press Enter twice<button>OK</button></dialog>',
    script: 'strike = () => { box.showModal(); box.querySelector("button").onclick = () => box.close(); }',
    gesture: async (hands) => {
      await tabToRing(hands);
      await hands.rest(800);
      await hands.strike();
      await hands.rest(300);
      await hands.page.keyboard.press('Enter');
      await hands.rest(60);
      await hands.page.keyboard.press('Enter');
    },
  },
  {
    name: 'the focused ring is covered by the topmost popover',
    rule: 'visibility',
    script: `strike = () => keepOnTop(coverHost('pointer-events:none'))`,
    gesture: async (hands) => {
      await tabToRing(hands);
      await hands.strike();
      await hands.rest(900);
      await hands.page.keyboard.press('Space');
    },
  },
  {
    name: 'the focused ring stands in a faded paragraph',
    rule: 'ancestor chain',
    script: `strike = () => { document.querySelector('p').style.opacity = .01; }`,
    gesture: async (hands) => {
      await tabToRing(hands);
      await hands.strike();
      await hands.rest(900);
      await hands.page.keyboard.press('Enter');
    },
  },
  {
    name: 'the focused ring was scrolled away',
    rule: 'hit test',
    body: '<p>See <a id="link" href="{{url}}">the notes</a></p><div style="height:4000px"></div>',
    script: 'strike = () => scrollTo(0, 2000)',
    gesture: async (hands) => {
      await tabToRing(hands);
      await hands.rest(700);
      await hands.strike();
      await hands.rest(700);
      await hands.page.keyboard.press('Space');
    },
  },
  {
    name: 'made-up keys while the user has focused the ring',
    rule: 'trusted gesture',
    script: `strike = () => { for (const target of [theHost(), document.activeElement, document, window])
      for (const type of ['keydown', 'keyup']) for (const key of ['Enter', ' ']) target.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, composed: true, cancelable: true })) }`,
    gesture: async (hands) => {
      await tabToRing(hands);
      await hands.rest(800);
      await hands.strike();
    },
  },
  {
    name: 'the link changes as the key goes down',
    rule: 'link read again',
    script: `strike = () => addEventListener('keydown', () => { link.href = '{{other}}'; }, true)`,
    gesture: async (hands) => {
      await tabToRing(hands);
      await hands.strike();
      await hands.rest(900);
      await hands.page.keyboard.press('Enter');
    },
  },
  {
    name: 'keys typed into a field of the page',
    rule: 'keyboard focus',
    body: FORM,
    gesture: async (hands) => {
      await hands.page.mouse.move(...(Object.values(await hands.at()) as [number, number]));
      await (await hands.page.$('#field'))?.focus();
      await hands.rest(600);
      await hands.page.keyboard.type('e e');
      await hands.page.keyboard.press('Enter');
    },
  },
];
