import type { Attack } from '../attack';

const DECOY =
  '<p>See <a id="link" href="{{url}}">the notes</a></p><p id="home" style="position:fixed;left:500px;top:500px">Play </p>';

/** The page clicks through this: wherever our host stands now. */
const onHost: NonNullable<Attack['gesture']> = async (hands) => {
  await hands.strike();
  await hands.rest(300);
  const host = await hands.page.$('#home > span');
  const box = await host?.boundingBox();
  await hands.click({ x: (box?.x ?? 540) + 11, y: (box?.y ?? 508) + 11 });
};

/** The page lays hands on the host itself, or on what our script finds in the document. */
export const HOSTS: readonly Attack[] = [
  {
    name: 'the host is moved to a decoy',
    rule: 'link read again',
    body: DECOY,
    script:
      'strike = () => { const host = theHost(); home.append(host); new MutationObserver(() => { if (!home.contains(host)) home.append(host); }).observe(home, { childList: true }); }',
    gesture: onHost,
  },
  {
    name: 'a copy of the host',
    rule: 'closed root',
    body: DECOY,
    script: 'strike = () => home.append(theHost().cloneNode(true), document.importNode(theHost(), true))',
    gesture: onHost,
  },
  {
    name: 'the host in a root of the page with a slot',
    rule: 'closed root',
    body: DECOY,
    script: `strike = () => { const shell = document.createElement('div'); home.append(shell);
      shell.attachShadow({ mode: 'open' }).innerHTML = '<slot name="ours"></slot>'; theHost().slot = 'ours'; shell.append(theHost()); }`,
    gesture: onHost,
  },
  {
    name: 'the host is adopted by the document of a frame',
    rule: 'link read again',
    body: `${DECOY}<iframe id="frame" style="position:fixed;left:480px;top:480px;width:300px;height:100px"></iframe>`,
    script: 'strike = () => frame.contentDocument.body.append(theHost())',
    gesture: async (hands) => {
      await hands.strike();
      await hands.rest(300);
      await hands.click({ x: 500, y: 500 });
    },
  },
  {
    name: 'a second root on the host',
    rule: 'closed root',
    script: `strike = () => { const host = theHost();
      try { host.attachShadow({ mode: 'open' }); } catch {}
      try { host.attachInternals(); } catch {}
      try { host.setHTMLUnsafe('<template shadowrootmode="open"><button>x</button></template>'); } catch {}
      try { host.innerHTML = '<button part="ring">Play</button>'; } catch {} }
      addEventListener('click', (event) => { window.path = event.composedPath(); }, true)`,
    rest: 200,
  },
  {
    name: 'attachShadow of the page opens every root',
    rule: 'closed root',
    head: `<script>const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (init) { return attach.call(this, { ...init, mode: 'open' }); };</script>`,
    script: `strike = () => { const buttons = [...document.querySelectorAll('*')].flatMap((node) => [...(node.shadowRoot?.querySelectorAll('button') ?? [])]); for (const button of buttons) button.click(); }`,
    gesture: async (hands) => {
      await hands.rest(700);
      await hands.strike();
    },
  },
  {
    name: 'an IntersectionObserver of the page that always sees',
    rule: 'visibility',
    rest: 100,
    head: `<script>Object.defineProperty(IntersectionObserverEntry.prototype, 'isVisible', { get: () => true });
      globalThis.IntersectionObserver = class { constructor(heard) { this.heard = heard; } observe(target) { this.heard([{ target, isVisible: true, isIntersecting: true }]); } unobserve() {} disconnect() {} };
      Document.prototype.elementFromPoint = ShadowRoot.prototype.elementFromPoint = () => document.body;
      Element.prototype.getBoundingClientRect = () => ({ left: 0, top: 0, width: 100, height: 100 });
      globalThis.getComputedStyle = () => ({ opacity: '1' }); performance.now = Date.now = () => 1e12;</script>`,
    script: `strike = () => { document.querySelector('p').style.opacity = .01; }`,
    gesture: async (hands) => {
      const { x, y } = await hands.at();
      await hands.strike();
      await hands.click({ x, y }, 900);
    },
  },
  {
    name: 'a fight over the host',
    rule: 'link read again',
    script: `strike = () => new MutationObserver(() => { const host = theHost(); if (host) { host.remove(); home.append(host); } }).observe(link.parentNode, { childList: true })`,
    body: DECOY,
    gesture: async (hands) => {
      await hands.strike();
      await hands.page.evaluate('home.append(theHost())');
      await hands.rest(1200);
      const box = await (await hands.page.$('#home > span'))?.boundingBox();
      await hands.click({ x: (box?.x ?? 540) + 11, y: (box?.y ?? 508) + 11 });
    },
  },
  {
    name: 'the host as a popover of the page',
    rule: 'stillness',
    body: DECOY,
    head: '<style>[popover] { position: fixed !important; left: 500px !important; top: 500px !important; inset: auto; margin: 0 !important }</style>',
    script: `strike = () => { theHost().popover = 'manual'; theHost().showPopover(); }`,
    gesture: async (hands) => {
      await hands.strike();
      const { x, y } = await hands.at();
      await hands.click({ x, y }, 250);
    },
  },
  {
    name: 'the host under names that the page has taken',
    knows: ['name'],
    rule: 'closed root',
    ready: 'page',
    body: `<form name="body"><img name="getElementById"><input name="parentElement"></form><img name="createElement"><img name="__tasklark"><a id="__tasklark"></a><form id="__tasklark_run"><input name="abort"></form><p>See <a id="link" href="{{url}}">the notes</a></p>`,
    gesture: async (hands) => {
      await hands.rest(500);
      await hands.click({ x: 196, y: 92 }, 300);
    },
  },
  {
    name: 'prototypes of the page with our words in them',
    rule: 'closed root',
    head: `<script>for (const [name, value] of Object.entries({ ok: true, mode: 'direct', trusted: true, sure: true, status: 'todo', may: true, next: 'complete' }))
      Object.defineProperty(Object.prototype, name, { value, writable: true, configurable: true });</script>`,
    script: `strike = () => { document.querySelector('p').style.opacity = .01; theHost().click(); }`,
  },
  {
    name: 'the text around becomes an editor',
    rule: 'closed root',
    script: `strike = () => { document.querySelector('p').contentEditable = 'true'; document.designMode = 'on'; document.querySelector('p').style.opacity = .5; }`,
  },
  {
    name: 'a tiny column with the ring in its overflow',
    rule: 'hit test',
    head: '<style>p { width: 60px; height: 20px; overflow: hidden; white-space: nowrap }</style>',
    ready: 'page',
    gesture: async (hands) => {
      await hands.rest(500);
      const { x, y } = { x: 190, y: 90 };
      await hands.click({ x, y });
    },
  },
];
