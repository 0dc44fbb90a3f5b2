import type { Attack } from '../attack';

/** Which task a click means: the page changes the link, or puts our control beside another one. */
export const LINKS: readonly Attack[] = [
  {
    name: 'the link changes as the button goes down',
    rule: 'link read again',
    script: `strike = () => addEventListener('pointerdown', () => { link.href = '{{other}}'; }, true)`,
  },
  {
    name: 'the link changes as the button goes up',
    rule: 'link read again',
    script: `strike = () => addEventListener('pointerup', () => { link.href = '{{other}}'; }, true)`,
  },
  {
    name: 'the link changes before the press',
    rule: 'link read again',
    script: `strike = () => later(860, () => { link.href = '{{other}}'; })`,
  },
  {
    name: 'the link changes all the time',
    rule: 'link read again',
    script: `strike = () => setInterval(() => { link.href = link.href === '{{url}}' ? '{{other}}' : '{{url}}'; }, 40)`,
  },
  {
    name: 'the link loses its address',
    rule: 'link read again',
    script: `strike = () => addEventListener('pointerdown', () => link.removeAttribute('href'), true)`,
  },
  {
    name: 'the link gets a second id in front',
    rule: 'link read again',
    script: `strike = () => addEventListener('pointerdown', () => { link.href = link.href.replace('guid=', 'guid=00000000-0000-4000-8000-000000000000&guid='); }, true)`,
  },
  {
    name: 'the link leaves the page as the button goes down',
    rule: 'link read again',
    script: `strike = () => addEventListener('pointerdown', () => link.remove(), true)`,
  },
  {
    name: 'another link is put between ours and the control',
    rule: 'link read again',
    script: `strike = () => addEventListener('pointerdown', () => theHost().before(Object.assign(document.createElement('a'), { href: '{{other}}', textContent: 'Approve the leave' })), true)`,
  },
  {
    name: 'the control is carried to another link',
    rule: 'link read again',
    body: '<p>See <a id="link" href="{{url}}">the notes</a></p><p>Or <a id="lure" href="https://example.test/">this cat</a> instead</p>',
    script: `strike = () => { host = theHost(); lure.after(host); setInterval(() => { if (theHost(lure) !== host) lure.after(host); }, 1); }`,
    gesture: async (hands) => {
      await hands.strike();
      const box = await (await hands.page.$('#lure'))?.boundingBox();
      await hands.click({ x: (box?.x ?? 0) + (box?.width ?? 0) + 18, y: (box?.y ?? 0) + 9 });
    },
  },
  {
    name: 'the control is carried away and back',
    rule: 'link read again',
    script: `strike = () => { const host = theHost(); const at = host.parentNode; addEventListener('pointerdown', () => { document.body.append(host); }, true); addEventListener('pointerup', () => link.after(host), true); }`,
  },
  {
    name: 'the link is swapped for its copy with another address',
    rule: 'link read again',
    script: `strike = () => addEventListener('pointerdown', () => { const copy = link.cloneNode(true); copy.href = '{{other}}'; link.replaceWith(copy); }, true)`,
  },
  {
    name: 'a bare address in the text changes',
    rule: 'link read again',
    body: '<p id="line">See {{url}} before the meeting.</p>',
    script: `strike = () => addEventListener('pointerdown', () => { line.firstChild.data = 'See {{other}}'; }, true)`,
  },
  {
    name: 'the base of a relative link changes',
    rule: 'link read again',
    head: '<base id="base" href="https://applink.feishu.cn/">',
    body: '<p>See <a id="link" href="/client/todo/detail?guid={{guid}}">the notes</a></p>',
    script: `strike = () => addEventListener('pointerdown', () => { base.href = 'https://applink.larksuite.com/'; }, true)`,
  },
  {
    name: 'an SVG link changes its address',
    rule: 'link read again',
    body: '<svg width="200" height="40"><a id="link" href="{{url}}"><text y="20">the notes</text></a></svg>',
    script: `strike = () => addEventListener('pointerdown', () => link.setAttribute('href', '{{other}}'), true)`,
  },
  {
    name: 'the page puts a host back that we gave up',
    rule: 'link read again',
    script: `strike = () => {
      const host = theHost();
      new MutationObserver(() => { if (link.nextElementSibling) link.nextElementSibling.remove(); }).observe(link.parentNode, { childList: true });
      host.remove();
      setTimeout(() => { decoyHome.append(host); }, 600);
    }`,
    body: '<p>See <a id="link" href="{{url}}">the notes</a></p><p id="decoyHome" style="position:fixed;left:500px;top:500px">Play </p>',
    gesture: async (hands) => {
      await hands.strike();
      await hands.rest(700);
      const box = await (await hands.page.$('#decoyHome span'))?.boundingBox();
      await hands.click({ x: (box?.x ?? 530) + 11, y: (box?.y ?? 510) + 11 });
    },
  },
];
