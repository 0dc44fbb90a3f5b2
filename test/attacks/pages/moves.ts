import type { Attack } from '../attack';

const UNDER = `const p = document.querySelector('p');
  const put = (x, y) => { p.style.translate = x + 'px ' + y + 'px'; };`;
/** A decoy at a place of its own; the pointer rests on it. */
const DECOY =
  '<p>See <a id="link" href="{{url}}">the notes</a>.</p><button id="decoy" style="position:fixed;left:500px;top:500px;width:120px;height:60px">Play</button>';
/** Where the middle of the decoy is. */
const ON_DECOY = { x: 560, y: 530 };
/** Puts the middle of the ring under the middle of the decoy, which then lets everything through. */
const SWAP = `const p = document.querySelector('p');
  const swap = () => {
    const { left, top } = theBox();
    p.style.translate = (560 - left - 11) + 'px ' + (530 - top - 12) + 'px';
    decoy.style.pointerEvents = 'none';
  };`;

/** The control comes under the pointer in the last moment, or the user's second click falls on it. */
export const MOVES: readonly Attack[] = [
  {
    name: 'a ring that has only just come',
    rule: 'pointer rests',
    crowded: true,
    gesture: async (hands) => hands.click(await hands.at(), 250),
  },
  {
    name: 'a ring that comes under the resting pointer',
    rule: 'pointer rests',
    crowded: true,
    script: `strike = () => { const { left, top } = theBox(); document.querySelector('p').style.translate = (500 - left - 11) + 'px ' + (500 - top - 12) + 'px'; }`,
    gesture: async (hands) => {
      await hands.page.mouse.move(500, 500);
      await hands.ring();
      await hands.strike();
      await hands.click({ x: 500, y: 500 }, 300);
    },
  },
  {
    name: 'the ring jumps under the pointer before the press',
    rule: 'stillness',
    body: DECOY,
    script: `${SWAP} strike = () => later(700, () => { swap(); decoy.remove(); });`,
    gesture: async (hands) => {
      await hands.strike();
      await hands.click(ON_DECOY);
    },
  },
  {
    name: 'the ring jumps under the pointer as the button goes down',
    rule: 'stillness',
    body: DECOY,
    script: `${SWAP} strike = () => decoy.addEventListener('pointerdown', swap);`,
    gesture: async (hands) => {
      await hands.strike();
      await hands.click(ON_DECOY);
    },
  },
  {
    name: 'down on a decoy, up on the ring',
    rule: 'same button',
    body: DECOY,
    script: `${SWAP} strike = () => decoy.addEventListener('pointerdown', () => setTimeout(() => { swap(); decoy.remove(); }, 30));`,
    gesture: async (hands) => {
      await hands.strike();
      await hands.page.mouse.move(ON_DECOY.x, ON_DECOY.y, { steps: 3 });
      await hands.rest(300);
      await hands.page.mouse.down();
      await hands.rest(700);
      await hands.page.mouse.up();
    },
  },
  {
    name: 'down on the ring, dragged away and released on a decoy',
    rule: 'same button',
    body: DECOY,
    gesture: async (hands) => {
      const ring = await hands.at();
      await hands.page.mouse.move(ring.x, ring.y, { steps: 3 });
      await hands.rest(900);
      await hands.page.mouse.down();
      await hands.page.mouse.move(ON_DECOY.x, ON_DECOY.y, { steps: 5 });
      await hands.page.mouse.up();
    },
  },
  {
    name: 'down on the ring, up after the page has put something else there',
    rule: 'same button',
    script: `strike = () => addEventListener('pointerdown', () => { keepOnTop(coverHost()); }, true)`,
  },
  {
    name: 'the paragraph is moved as the pointer comes over it',
    rule: 'stillness',
    rest: 100,
    script: `${UNDER} strike = () => p.addEventListener('pointerover', () => put(40, 0), { once: true });`,
    aim: 'first',
    gesture: async (hands) => {
      const first = await hands.at();
      await hands.strike();
      await hands.click({ x: first.x, y: first.y }, 300);
      await hands.click({ x: first.x + 40, y: first.y }, 100);
    },
  },
  {
    name: 'the page scrolls the ring under the pointer',
    rule: 'stillness',
    body: '<div style="height:300px"></div><p>See <a id="link" href="{{url}}">the notes</a>.</p><div style="height:3000px"></div>',
    script: 'strike = () => later(600, () => scrollTo(0, 200))',
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.strike();
      await hands.click({ x, y: y - 200 });
    },
  },
  {
    name: 'a list scrolls the ring under the pointer',
    rule: 'stillness',
    body: '<div id="list" style="height:400px;overflow:auto"><div style="height:300px">Play</div><p>See <a id="link" href="{{url}}">the notes</a>.</p><div style="height:3000px"></div></div>',
    script: 'strike = () => later(700, () => list.scrollTo({ top: 150 }))',
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.strike();
      await hands.click({ x, y: y - 150 });
    },
  },
  {
    name: 'an advertisement comes in above and shifts the layout',
    rule: 'stillness',
    script: `strike = () => later(750, () => {
      const ad = document.createElement('div');
      ad.style.height = '160px';
      document.body.prepend(ad);
    })`,
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.strike();
      await hands.click({ x, y: y + 160 });
    },
  },
  {
    name: 'the ring glides along under the pointer',
    rule: 'stillness',
    script: `${UNDER} strike = () => { let at = 0; setInterval(() => put((at += 0.4) % 400, 0), 16); }`,
    gesture: async (hands) => {
      await hands.strike();
      await hands.rest(700);
      const { x, y } = await hands.at();
      await hands.click({ x: x + 8, y }, 250);
    },
  },
  {
    name: 'the ring trembles',
    rule: 'stillness',
    script: `${UNDER} strike = () => { let at = 0; setInterval(() => put((at = 4 - at), 0), 90); }`,
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.strike();
      await hands.click({ x: x + 2, y });
    },
  },
  {
    name: 'the page is zoomed by its sheet before the press',
    rule: 'stillness',
    script: `strike = () => later(750, () => { document.body.style.zoom = 2; })`,
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.strike();
      await hands.click({ x: x * 2 - 80, y: y * 2 - 80 });
    },
  },
  {
    name: 'the ring was small until now',
    rule: 'size',
    head: '<style>p { transform-origin: 0 0; transform: scale(.3) }</style>',
    script: `strike = () => setTimeout(() => { document.querySelector('p').style.transform = 'none'; }, 700)`,
    gesture: async (hands) => {
      await hands.strike();
      await hands.rest(750);
      await hands.click(await hands.at(), 0);
    },
  },
  {
    name: 'the second click of a double click',
    rule: 'visibility',
    script: `strike = () => { const decoy = coverHost(); decoy.onclick = () => decoy.remove(); }`,
    gesture: async (hands) => {
      const first = await hands.at();
      await hands.strike();
      await hands.click(first);
      await hands.rest(120);
      await hands.page.mouse.down();
      await hands.page.mouse.up();
    },
  },
  {
    name: 'the second click falls as the first went down',
    rule: 'visibility',
    script: `strike = () => { const decoy = coverHost(); decoy.onpointerdown = () => decoy.remove(); }`,
    gesture: async (hands) => {
      const first = await hands.at();
      await hands.strike();
      await hands.click(first);
      await hands.rest(120);
      await hands.page.mouse.down();
      await hands.page.mouse.up();
    },
  },
  {
    name: 'a window over the page closes under the first click',
    rule: 'visibility',
    others: {
      '/prize':
        '<body style="background:#090"><script>onpointerdown = () => close()</script>Double click for your prize',
    },
    script: `document.body.insertAdjacentHTML('beforeend', '<button id="go">Prize</button>'); go.onclick = () => open('/prize', 'prize', 'width=900,height=700')`,
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      const opened = new Promise<Hands['page'] | null>((resolve) => hands.page.once('popup', resolve));
      await (await hands.page.$('#go'))?.click();
      const prize = await opened;
      await hands.rest(900);
      await prize?.mouse.move(x, y);
      await prize?.mouse.down().catch(() => undefined);
      await hands.page.mouse.move(x, y);
      await hands.page.mouse.down();
      await hands.page.mouse.up();
      if (prize && !prize.isClosed()) await prize.close().catch(() => undefined);
      await hands.page.bringToFront();
    },
  },
  {
    name: 'the link appears under the resting pointer',
    rule: 'stillness',
    body: '<p id="line" style="height:24px">See <a id="link" href="{{url}}">the notes</a></p>',
    script: `const { innerHTML } = line; strike = () => { line.innerHTML = line.innerHTML ? '' : innerHTML; }`,
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.strike();
      await hands.page.mouse.move(x, y, { steps: 3 });
      await hands.rest(900);
      await hands.strike();
      await hands.click({ x, y }, 200);
    },
  },
  {
    name: 'a game of clicking as fast as one can',
    rule: 'visibility',
    body: '<p style="position:fixed;left:500px;top:500px"><a id="link" href="{{url}}">&nbsp;</a></p>',
    script: `strike = () => keepOnTop(coverHost('pointer-events:none'))`,
    gesture: async (hands) => {
      const first = await hands.at();
      await hands.strike();
      await hands.page.mouse.move(first.x, first.y);
      await hands.series(first, 14, 90);
    },
  },
  {
    name: 'a game of clicking that uncovers the ring on the way',
    rule: 'double click',
    script: `strike = () => { const decoy = coverHost(); let clicks = 0; decoy.onpointerdown = () => { clicks += 1; if (clicks === 3) decoy.remove(); }; }`,
    gesture: async (hands) => {
      const first = await hands.at();
      await hands.strike();
      await hands.page.mouse.move(first.x, first.y);
      await hands.series(first, 16, 110);
    },
  },
  {
    name: 'a game of clicking that uncovers the ring on the way, and the page keeps the clicks until then',
    rule: 'double click',
    script: `strike = () => { const decoy = coverHost(); let clicks = 0;
      decoy.onpointerdown = () => { clicks += 1; if (clicks === 3) decoy.remove(); };
      const from = performance.now();
      for (const type of ['pointerdown', 'pointerup', 'click']) addEventListener(type, (event) => {
        if (event.target !== decoy && performance.now() - from < 1300) event.stopImmediatePropagation();
      }, true); }`,
    gesture: async (hands) => {
      const first = await hands.at();
      await hands.page.mouse.move(first.x, first.y);
      await hands.strike();
      await hands.series(first, 20, 100);
    },
  },
  {
    name: 'the paragraph is carried under the pointer without being taken out',
    rule: 'stillness',
    body: DECOY,
    script: `const home = document.createElement('div');
      home.style.cssText = 'position:fixed;left:0;top:0';
      document.body.append(home);
      strike = () => later(700, () => {
        const p = document.querySelector('p');
        const { left, top } = theBox();
        home.moveBefore(p, null);
        const at = theBox();
        home.style.cssText += \`;left:\${560 - at.left - 11}px;top:\${530 - at.top - 12}px\`;
        decoy.remove();
      });`,
    gesture: async (hands) => {
      await hands.strike();
      await hands.click(ON_DECOY);
    },
  },
  {
    name: 'an inert paragraph wakes just before the press',
    rule: 'hit test',
    script: `strike = () => { const p = document.querySelector('p'); p.inert = true; later(750, () => { p.inert = false; }); }`,
  },
  {
    name: 'something is dragged over the ring and dropped there',
    rule: 'same button',
    body: `${DECOY}<div id="thing" draggable="true" style="position:fixed;left:300px;top:300px;width:200px;height:80px;background:#090">Play</div>`,
    script: `addEventListener('dragover', (event) => event.preventDefault())`,
    gesture: async (hands) => {
      const ring = await hands.at();
      await hands.page.mouse.move(ring.x, ring.y, { steps: 3 });
      await hands.rest(700);
      await hands.page.mouse.move(400, 340);
      await hands.page.mouse.down();
      await hands.page.mouse.move(ring.x, ring.y, { steps: 6 });
      await hands.rest(700);
      await hands.page.mouse.up();
    },
  },
  {
    name: 'a click in passing on a ring that has the focus',
    rule: 'pointer rests',
    gesture: async (hands) => {
      await (await hands.page.$('#link'))?.focus();
      await hands.page.keyboard.press('Tab');
      await hands.rest(1_200);
      await hands.click(await hands.at(), 40);
    },
  },
  {
    name: 'back from the history, clicked at once',
    rule: 'visibility',
    others: { '/next': '<body><p>Next page' },
    gesture: async (hands) => {
      const first = await hands.at();
      await hands.page.goto(new URL('/next', hands.page.url()).href);
      await hands.page.mouse.move(first.x, first.y);
      await hands.rest(700);
      await hands.page.goBack();
      await hands.page.mouse.down();
      await hands.page.mouse.up();
    },
  },
  {
    name: 'the page throws the ring about between two looks at it',
    rule: 'stillness',
    script: `${UNDER} strike = () => { let away = true; setInterval(() => { put(0, (away = !away) ? 300 : 0); }, 25); setTimeout(() => { const end = setInterval(() => put(0, 0), 1); }, 840); }`,
  },
];

type Hands = Parameters<NonNullable<Attack['gesture']>>[0];
