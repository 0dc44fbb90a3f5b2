import type { Attack } from '../attack';

const INNER =
  '<!doctype html><script src="/recorder.js"></script><body style="margin:20px;font:16px sans-serif">See <a id="link" href="{{url}}">the notes</a>';
const FRAME =
  '<iframe id="frame" src="/inner" style="position:absolute;left:100px;top:100px;width:500px;height:200px;border:0"></iframe>';
const THROUGH = 'pointer-events:none';

const around = (name: string, css: string): Attack => ({
  name,
  rule: 'ancestor chain',
  body: `<style>iframe { ${css} }</style>${FRAME}`,
  others: { '/inner': INNER },
});

/** Our control stands in a frame of the same site, and the hostile part stands outside. */
export const FRAMES: readonly Attack[] = [
  around('a frame that is all but transparent', 'opacity: .02'),
  around('a frame that is blurred', 'filter: blur(10px)'),
  around('a frame turned in space', 'transform: perspective(300px) rotateX(60deg)'),
  around('a masked frame', 'mask-image: linear-gradient(transparent, transparent)'),
  around('a frame scaled down', 'transform: scale(.4); transform-origin: 0 0'),
  {
    name: 'a cover above the frame lets clicks through',
    rule: 'visibility',
    body: FRAME,
    others: { '/inner': INNER },
    script: `strike = () => keepOnTop(coverHost('${THROUGH};width:600px;height:300px', { left: 140, top: 120 }))`,
  },
  {
    name: 'a cover above the frame leaves as the button goes down',
    rule: 'visibility',
    body: FRAME,
    others: { '/inner': INNER },
    script: `strike = () => { const decoy = keepOnTop(coverHost('${THROUGH};width:600px;height:300px', { left: 140, top: 120 }));
      frame.contentWindow.addEventListener('pointerdown', () => decoy.remove(), true); }`,
  },
  {
    name: 'the frame trembles under the pointer',
    rule: 'frames',
    body: FRAME,
    others: { '/inner': INNER },
    script: `strike = () => { let at = 100; setInterval(() => { frame.style.left = (at = 204 - at) + 'px'; }, 80); }`,
  },
  {
    name: 'the frame is moved under the pointer',
    rule: 'frames',
    body: FRAME,
    others: { '/inner': INNER },
    script: `strike = () => later(760, () => { frame.style.left = '300px'; })`,
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.strike();
      await hands.click({ x: x + 200, y });
    },
  },
  {
    name: 'the frame goes elsewhere between pointing and pressing',
    rule: 'link read again',
    body: FRAME,
    others: { '/inner': INNER, '/inner2': INNER.replace('{{url}}', '{{other}}') },
    script: `strike = () => later(700, () => { frame.src = '/inner2'; })`,
  },
  {
    name: 'the frame is written anew',
    rule: 'link read again',
    body: FRAME,
    others: { '/inner': INNER },
    script: `strike = () => later(860, () => { const page = frame.contentDocument; page.open(); page.write('<body style="margin:20px">See <a href="{{other}}">the notes</a>'); page.close(); })`,
  },
  {
    name: 'a sandboxed frame',
    rule: 'the door',
    ready: 'page',
    body: '<iframe sandbox="allow-scripts" src="/inner" style="position:absolute;left:100px;top:100px;width:500px;height:200px;border:0"></iframe>',
    others: { '/inner': INNER },
    gesture: async (hands) => {
      await hands.rest(600);
      await hands.click({ x: 220, y: 128 }, 700);
    },
  },
  {
    name: 'the whole page in a sandbox',
    rule: 'the door',
    ready: 'page',
    headers: { 'content-security-policy': 'sandbox allow-scripts' },
    gesture: async (hands) => {
      await hands.rest(800);
      await hands.click({ x: 196, y: 92 }, 700);
    },
  },
  {
    name: 'a frame of another site with a task link',
    rule: 'the door',
    ready: 'page',
    body: '<iframe src="https://other.example.com/inner" style="position:absolute;left:100px;top:100px;width:500px;height:200px;border:0"></iframe>',
    others: { '/inner': INNER },
    gesture: async (hands) => {
      await hands.rest(600);
      await hands.click({ x: 220, y: 128 }, 700);
    },
  },
];
