import type { Attack } from '../attack';

const GESTURE =
  "['pointerover', 'pointerenter', 'pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick']";
/** A whole gesture of made-up events on one node. */
const FORGE = `const forge = (node, more = {}) => {
  for (const type of ${GESTURE}) {
    const { left, top } = node.getBoundingClientRect();
    const init = { bubbles: true, cancelable: true, composed: true, isPrimary: true, pointerType: 'mouse', pointerId: 1, detail: 1, button: 0, clientX: left + 11, clientY: top + 11, ...more };
    node.dispatchEvent(/^pointer|click/.test(type) ? new PointerEvent(type, init) : new MouseEvent(type, init));
  }
};
const press = (node, key) => {
  for (const type of ['keydown', 'keypress', 'keyup'])
    node.dispatchEvent(new KeyboardEvent(type, { key, code: key === ' ' ? 'Space' : key, bubbles: true, cancelable: true, composed: true }));
};`;

/** The page makes the event itself; the user may be pointing at the ring meanwhile. */
const forged = (name: string, script: string, head = ''): Attack => ({
  name,
  rule: 'trusted gesture',
  head,
  script: `${FORGE} strike = () => { ${script} }`,
  gesture: async (hands) => {
    const { x, y } = await hands.at();
    await hands.page.mouse.move(x, y, { steps: 3 });
    await hands.rest(700);
    await hands.strike();
  },
});

const DECOY =
  '<p>See <a id="link" href="{{url}}">the notes</a></p><button id="decoy" style="position:fixed;left:500px;top:500px;width:120px;height:60px">Play</button>';

/** Events that the page makes up, passes on, or bends, and trusted ones that it leads to our control. */
export const EVENTS: readonly Attack[] = [
  forged('made-up pointer and mouse events on the host', 'forge(theHost())'),
  forged(
    'made-up events on everything',
    `for (const node of document.querySelectorAll('*')) { forge(node); node.click?.(); }`,
  ),
  forged('click() on the host', 'for (let i = 0; i < 5; i += 1) theHost().click()'),
  forged(
    'made-up keys on the host',
    `theHost().tabIndex = 0; theHost().focus(); press(theHost(), 'Enter'); press(theHost(), ' '); press(theHost(), 'e')`,
  ),
  forged(
    'made-up keys on the document',
    `for (const key of ['Enter', ' ', 'e']) { press(document.body, key); press(document, key); press(window, key) }`,
  ),
  forged(
    'isTrusted patched for every event',
    'forge(theHost()); press(theHost(), "Enter")',
    `<script>for (const of of [Event, UIEvent, MouseEvent, PointerEvent, KeyboardEvent])
      Object.defineProperty(of.prototype, 'isTrusted', { get: () => true, configurable: true });
      const create = document.createEvent; document.createEvent = (...all) => new Proxy(create.apply(document, all), {});</script>`,
  ),
  forged(
    'an event whose own isTrusted says yes',
    `const event = new PointerEvent('click', { bubbles: true, composed: true, detail: 1 });
     try { Object.defineProperty(event, 'isTrusted', { value: true }); } catch {}
     theHost().dispatchEvent(event);
     theHost().dispatchEvent(Object.setPrototypeOf(new PointerEvent('click', { bubbles: true }), Object.create(PointerEvent.prototype, { isTrusted: { value: true } })))`,
  ),
  forged(
    'touches made up',
    `if (!globalThis.Touch) return;
    const touch = new Touch({ identifier: 1, target: theHost() });
    for (const type of ['touchstart', 'touchend']) theHost().dispatchEvent(new TouchEvent(type, { touches: [touch], changedTouches: [touch], bubbles: true, cancelable: true, composed: true }));
    forge(theHost(), { pointerType: 'touch' })`,
  ),
  forged(
    'drag and drop made up',
    `for (const type of ['dragstart', 'dragover', 'drop', 'dragend'])
    theHost().dispatchEvent(new DragEvent(type, { bubbles: true, composed: true, dataTransfer: new DataTransfer() }))`,
  ),
  forged(
    'an editor command on the page',
    `document.body.contentEditable = true; getSelection().selectAllChildren(document.body);
    for (const command of ['insertParagraph', 'insertText', 'copy', 'selectAll']) document.execCommand(command, false, '\\n')`,
  ),
  {
    name: 'a trusted click is passed on to the host',
    rule: 'trusted gesture',
    body: DECOY,
    script: `strike = () => { for (const type of ['pointerdown', 'pointerup', 'click']) decoy.addEventListener(type, (event) => {
        try { theHost().dispatchEvent(event); } catch {}
        const copy = new PointerEvent(event.type, event);
        theHost().dispatchEvent(copy);
      }); }`,
    gesture: async (hands) => {
      await hands.strike();
      await hands.click({ x: 560, y: 530 }, 300);
    },
  },
  {
    name: 'the pointer is captured for the host',
    rule: 'same button',
    body: DECOY,
    script: 'strike = () => { decoy.onpointerdown = ({ pointerId }) => theHost().setPointerCapture(pointerId); }',
    gesture: async (hands) => {
      await hands.strike();
      await hands.click({ x: 560, y: 530 }, 600);
    },
  },
  {
    name: 'a press on the ring is captured by the page',
    rule: 'same button',
    script: `strike = () => addEventListener('pointerdown', ({ pointerId }) => document.body.setPointerCapture(pointerId), true)`,
  },
  {
    name: 'the page stops our events and sends its own',
    rule: 'trusted gesture',
    script: `${FORGE} strike = () => { for (const type of ['pointerdown', 'pointerup', 'click']) addEventListener(type, (event) => {
        if (!event.isTrusted) return;
        event.stopImmediatePropagation();
        event.preventDefault();
        setTimeout(() => forge(theHost()), 0);
      }, true); }`,
  },
  {
    name: 'a right click',
    rule: 'primary button',
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.page.mouse.move(x, y, { steps: 3 });
      await hands.rest(900);
      await hands.page.mouse.down({ button: 'right' });
      await hands.page.mouse.up({ button: 'right' });
    },
  },
  {
    name: 'a middle click',
    rule: 'primary button',
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.page.mouse.move(x, y, { steps: 3 });
      await hands.rest(900);
      await hands.page.mouse.down({ button: 'middle' });
      await hands.page.mouse.up({ button: 'middle' });
    },
  },
  {
    name: 'a second button pressed while the first is held',
    rule: 'primary button',
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.page.mouse.move(600, 600);
      await hands.page.mouse.down({ button: 'right' });
      await hands.page.mouse.move(x, y, { steps: 3 });
      await hands.rest(900);
      await hands.page.mouse.down();
      await hands.page.mouse.up();
      await hands.page.mouse.up({ button: 'right' });
    },
  },
  {
    name: 'a left click within a right press',
    rule: 'primary button',
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.page.mouse.move(x, y, { steps: 3 });
      await hands.rest(900);
      await hands.page.mouse.down({ button: 'right' });
      await hands.page.mouse.down();
      await hands.page.mouse.up();
      await hands.page.mouse.up({ button: 'right' });
    },
  },
  {
    name: 'the page keeps the beginning of a slow press to itself',
    rule: 'same button',
    script: `strike = () => { const decoy = keepOnTop(coverHost('pointer-events:none'));
      addEventListener('pointerdown', (event) => { event.stopImmediatePropagation(); decoy.remove(); }, true); }`,
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.strike();
      await hands.page.mouse.move(x, y, { steps: 3 });
      await hands.rest(500);
      await hands.page.mouse.down();
      await hands.rest(1_000);
      await hands.page.mouse.up();
    },
  },
  {
    name: 'a press that was given up is ended by a later one',
    rule: 'one press',
    script: `strike = () => { keepOnTop(coverHost('pointer-events:none'));
      addEventListener('pointerdown', (event) => event.stopImmediatePropagation(), true); }`,
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.page.mouse.move(x, y, { steps: 3 });
      await hands.rest(900);
      await hands.page.mouse.down();
      await hands.page.mouse.move(600, 600, { steps: 3 });
      await hands.page.mouse.up();
      await hands.strike();
      await hands.click({ x, y }, 300);
    },
  },
  {
    name: 'a press whose click the page kept is ended by a later one',
    rule: 'one press',
    script: `const keep = (event) => event.stopImmediatePropagation();
      addEventListener('click', keep, true);
      strike = () => { keepOnTop(coverHost('pointer-events:none'));
        removeEventListener('click', keep, true);
        for (const type of ['pointerdown', 'pointerup']) addEventListener(type, keep, true); }`,
    gesture: async (hands) => {
      const first = await hands.at();
      await hands.click(first, 900);
      await hands.strike();
      await hands.rest(1_200);
      await hands.page.mouse.down();
      await hands.page.mouse.up();
    },
  },
  {
    name: 'a label around the link and the control',
    rule: 'trusted gesture',
    body: '<label id="label">Agree <span id="home"></span><input type="checkbox" id="box"></label><p>See <a id="link" href="{{url}}">the notes</a></p>',
    script: `strike = () => { theHost().id = 'ours'; label.htmlFor = 'ours'; home.append(theHost()); }`,
    gesture: async (hands) => {
      await hands.strike();
      await (await hands.page.$('#label'))?.click({ offset: { x: 5, y: 5 } });
    },
  },
  {
    name: 'an access key on the host',
    rule: 'trusted gesture',
    script: `strike = () => { theHost().accessKey = 'q'; theHost().tabIndex = 0; }`,
    gesture: async (hands) => {
      await hands.strike();
      await hands.page.keyboard.down('Alt');
      await hands.page.keyboard.press('q');
      await hands.page.keyboard.up('Alt');
    },
  },
  {
    name: 'a button that commands the host',
    rule: 'trusted gesture',
    body: '<button id="decoy" commandfor="ours" command="toggle-popover" popovertarget="ours">Play</button><form id="form"><p>See <a id="link" href="{{url}}">the notes</a></p></form>',
    script: `strike = () => { theHost().id = 'ours'; theHost().popover = 'auto'; decoy.popoverTargetElement = theHost(); }`,
    gesture: async (hands) => {
      await hands.strike();
      await (await hands.page.$('#decoy'))?.click();
      await hands.rest(100);
      await hands.page.keyboard.press('Enter');
    },
  },
  {
    name: 'a form around the control is sent',
    rule: 'trusted gesture',
    body: '<form id="form" onsubmit="return false"><p>See <a id="link" href="{{url}}">the notes</a> <input id="field"></p></form>',
    gesture: async (hands) => {
      await (await hands.page.$('#field'))?.type('hello');
      await hands.page.keyboard.press('Enter');
      await hands.page.evaluate('form.requestSubmit(); form.requestSubmit.call(form)');
    },
  },
];
