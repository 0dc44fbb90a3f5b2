import type { Attack, Hands, Point } from '../attack';

const PLAY = '<p>See <a id="link" href="{{url}}">the notes</a>.</p><button id="go">Play</button>';
/** A pointer that the page draws; the real one is not to be seen. */
const DRAWN = `const drawn = document.createElement('div');
  drawn.style.cssText = 'position:fixed;width:12px;height:12px;background:#000;pointer-events:none;z-index:9';
  let [x, y] = [300, 300];
  addEventListener('mousemove', ({ movementX, movementY }) => {
    drawn.style.left = (x += movementX) + 'px';
    drawn.style.top = (y += movementY) + 'px';
  });
  document.body.append(drawn);`;

const play = async ({ page }: Hands) => (await page.$('#go'))?.click();

/** The page must have got what it asked for, else the attack proves nothing. */
async function mustBe(hands: Hands, what: 'pointerLockElement' | 'fullscreenElement'): Promise<void> {
  for (let waited = 0; waited < 50; waited += 1) {
    if (await hands.page.evaluate(`document.${what} !== null`)) return;
    await hands.rest(50);
  }
  throw new Error(`The page has no ${what}`);
}

/** Taps as a finger does. */
async function tap({ page }: Hands, { x, y }: Point): Promise<void> {
  await page.touchscreen.tap(x, y);
}

/** The page takes the screen, the pointer or the finger for itself, so that the user does not see where a press goes. */
export const SCREEN: readonly Attack[] = [
  {
    name: 'the pointer is locked and another one is drawn',
    rule: 'screen taken',
    body: PLAY,
    script: `${DRAWN} go.onclick = () => document.documentElement.requestPointerLock()`,
    gesture: async (hands) => {
      const ring = await hands.at();
      await hands.page.mouse.move(ring.x, ring.y, { steps: 3 });
      await hands.rest(700);
      await play(hands);
      await mustBe(hands, 'pointerLockElement');
      await hands.click(ring);
    },
  },
  {
    name: 'the pointer is locked to our host',
    rule: 'screen taken',
    body: PLAY,
    script: `${DRAWN} go.onclick = () => theHost().requestPointerLock()`,
    gesture: async (hands) => {
      const ring = await hands.at();
      await play(hands);
      await mustBe(hands, 'pointerLockElement');
      await hands.click(ring);
    },
  },
  {
    name: 'the focused ring while the pointer is locked',
    rule: 'screen taken',
    body: PLAY,
    script: `${DRAWN} go.onclick = () => document.documentElement.requestPointerLock()`,
    gesture: async (hands) => {
      await play(hands);
      await mustBe(hands, 'pointerLockElement');
      await (await hands.page.$('#link'))?.focus();
      await hands.page.keyboard.press('Tab');
      await hands.rest(1_300);
      await hands.page.keyboard.press('Enter');
    },
  },
  {
    name: 'the lock of the pointer ends just before the press',
    rule: 'screen taken',
    body: PLAY,
    script: `${DRAWN} go.onclick = () => document.documentElement.requestPointerLock();
      strike = () => { document.exitPointerLock(); }`,
    gesture: async (hands) => {
      const ring = await hands.at();
      await play(hands);
      await mustBe(hands, 'pointerLockElement');
      await hands.page.mouse.move(ring.x, ring.y, { steps: 3 });
      await hands.rest(800);
      await hands.strike();
      await hands.rest(60);
      await hands.page.mouse.down();
      await hands.page.mouse.up();
    },
  },
  {
    name: 'the paragraph fills the screen',
    rule: 'screen taken',
    body: '<p id="all">See <a id="link" href="{{url}}">the notes</a>.</p><button id="go">Play</button>',
    head: '<style>#all:fullscreen { background: #fff; cursor: none }</style>',
    script: 'go.onclick = () => all.requestFullscreen()',
    gesture: async (hands) => {
      await play(hands);
      await mustBe(hands, 'fullscreenElement');
      await hands.rest(500);
      await hands.click(await hands.at());
    },
  },
  {
    name: 'a frame fills the screen',
    rule: 'screen taken',
    body: '<iframe id="frame" src="/inner" allowfullscreen style="width:500px;height:200px;border:0"></iframe><button id="go">Play</button>',
    others: { '/inner': '<body style="margin:20px">See <a id="link" href="{{url}}">the notes</a>' },
    script: 'go.onclick = () => frame.requestFullscreen()',
    gesture: async (hands) => {
      await play(hands);
      await mustBe(hands, 'fullscreenElement');
      await hands.rest(500);
      await hands.click(await hands.at());
    },
  },
  {
    name: 'full screen ends just before the press',
    rule: 'screen taken',
    body: '<p id="all">See <a id="link" href="{{url}}">the notes</a>.</p><button id="go">Play</button>',
    script: 'go.onclick = () => document.documentElement.requestFullscreen(); strike = () => document.exitFullscreen()',
    gesture: async (hands) => {
      await play(hands);
      await mustBe(hands, 'fullscreenElement');
      await hands.rest(300);
      const at = await hands.at();
      await hands.page.mouse.move(at.x, at.y, { steps: 3 });
      await hands.rest(900);
      await hands.strike();
      await hands.click(at, 60);
    },
  },
  {
    name: 'a finger taps a decoy that leaves, and again',
    rule: 'visibility',
    script: 'strike = () => { const decoy = coverHost(); decoy.onclick = () => decoy.remove(); }',
    patience: 2_000,
    gesture: async (hands) => {
      const at = await hands.at();
      await hands.strike();
      for (let taps = 0; taps < 4; taps += 1) {
        await tap(hands, at);
        await hands.rest(150);
      }
    },
  },
  {
    name: 'a finger on a ring that the topmost popover hides',
    rule: 'visibility',
    script: `strike = () => keepOnTop(coverHost('pointer-events:none'))`,
    patience: 2_000,
    gesture: async (hands) => {
      const at = await hands.at();
      await hands.strike();
      await tap(hands, at);
      await hands.rest(900);
      await tap(hands, at);
    },
  },
  {
    name: 'a finger in a faded paragraph',
    rule: 'ancestor chain',
    script: `strike = () => { document.querySelector('p').style.opacity = .01; }`,
    patience: 2_000,
    gesture: async (hands) => {
      const at = await hands.at();
      await hands.strike();
      await tap(hands, at);
      await hands.rest(1_300);
      await tap(hands, at);
    },
  },
  {
    name: 'a game of tapping that uncovers the ring on the way',
    rule: 'double click',
    script:
      'strike = () => { const decoy = coverHost(); let taps = 0; decoy.onpointerdown = () => { taps += 1; if (taps === 3) decoy.remove(); }; }',
    patience: 2_000,
    gesture: async (hands) => {
      const at = await hands.at();
      await hands.strike();
      for (let taps = 0; taps < 14; taps += 1) {
        await tap(hands, at);
        await hands.rest(120);
      }
    },
  },
  {
    name: 'the side button of a pen',
    rule: 'primary button',
    gesture: async (hands) => {
      const at = await hands.at();
      const session = await hands.page.createCDPSession();
      const send = (type: 'mouseMoved' | 'mousePressed' | 'mouseReleased') =>
        session.send('Input.dispatchMouseEvent', {
          type,
          ...at,
          pointerType: 'pen',
          ...(type !== 'mouseMoved' && { button: 'right', clickCount: 1 }),
        });
      await send('mouseMoved');
      await hands.rest(1_000);
      await send('mousePressed');
      await send('mouseReleased');
      await session.detach();
    },
  },
];
