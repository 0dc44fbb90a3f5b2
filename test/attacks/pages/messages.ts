import type { Attack } from '../attack';

/** From the page's own world: it has no way in, and looks for one. */
const fromPage = (name: string, script: string): Attack => ({
  name,
  knows: ['extension id', 'name'],
  rule: 'the door',
  script: `const OWN = ['task.act', 'task.patch', 'task.read', 'session.list', 'session.save', 'site.set', 'outbox.list', 'draft.get', 'action.propose', 'action.undo', 'popup.open'];
    const input = { brand: 'feishu', guid: '{{guid}}', action: 'complete', id: '11111111-1111-4111-8111-111111111111', origin: location.origin, mode: 'direct' };
    strike = async () => { ${script} }`,
  gesture: async (hands) => {
    await hands.strike();
    await hands.rest(300);
  },
});

export const PAGE_MESSAGES: readonly Attack[] = [
  fromPage(
    'postMessage of every request',
    `for (const type of OWN) { postMessage({ type, input }, '*'); postMessage(JSON.stringify({ type, input }), '*'); }`,
  ),
  fromPage(
    'custom events of every request',
    `for (const type of [...OWN, 'tasklark', '__tasklark', 'controls.inject', 'wxt:content-script-started'])
    for (const target of [window, document, theHost()]) target.dispatchEvent(new CustomEvent(type, { detail: { type, input }, bubbles: true, composed: true }))`,
  ),
  fromPage(
    'broadcast channels and ports',
    `for (const name of ['tasklark', '__tasklark', 'task.changed']) {
      const channel = new BroadcastChannel(name);
      for (const type of OWN) channel.postMessage({ type, input });
    }
    const { port1, port2 } = new MessageChannel(); postMessage({ type: 'task.act', input }, '*', [port2]); port1.postMessage({ type: 'task.act', input });`,
  ),
  fromPage(
    'a runtime message of the page',
    `const say = window.chrome?.runtime?.sendMessage;
    for (const type of OWN) try { await Promise.race([say?.('kagmhdfpdfafghcocnjmfkeicjneanec', { type, input }), new Promise((end) => setTimeout(end, 20))]); } catch {}
    try { chrome.runtime.connect('kagmhdfpdfafghcocnjmfkeicjneanec').postMessage({ type: 'task.act', input }); } catch {}`,
  ),
  fromPage(
    'our own pages in a frame',
    `for (const page of ['popup.html', 'options.html']) {
      const frame = document.createElement('iframe');
      frame.src = 'chrome-extension://kagmhdfpdfafghcocnjmfkeicjneanec/' + page + '?brand=feishu&guid={{guid}}&action=complete&tab=1';
      document.body.append(frame);
      frame.contentWindow?.postMessage({ type: 'task.act', input }, '*');
    }`,
  ),
  fromPage(
    'our own pages in a window',
    `for (const page of ['popup.html', 'options.html']) {
      const opened = open('chrome-extension://kagmhdfpdfafghcocnjmfkeicjneanec/' + page + '?brand=feishu&guid={{guid}}&action=complete');
      setTimeout(() => opened?.close(), 200);
    }`,
  ),
  fromPage(
    'our files fetched',
    `for (const file of ['manifest.json', 'scout.js', 'controls.js', 'icon/16.png', '_locales/en/messages.json']) {
      const url = 'chrome-extension://kagmhdfpdfafghcocnjmfkeicjneanec/' + file;
      try { localStorage.found = (await (await fetch(url)).text()).slice(0, 99) + ' __tasklark'; } catch {}
      await new Promise((end) => { const image = new Image(); image.onload = () => { localStorage.found = '__tasklark'; end(); }; image.onerror = end; image.src = url; });
    }`,
  ),
  fromPage(
    'storage and history of the page',
    `for (const type of OWN) { localStorage.setItem(type, JSON.stringify({ type, input })); sessionStorage.setItem(type, '1'); }
    history.pushState({ type: 'task.act', input }, '', '?tasklark=' + encodeURIComponent(JSON.stringify(input))); dispatchEvent(new PopStateEvent('popstate', { state: input })); dispatchEvent(new StorageEvent('storage', { key: 'linkHosts', newValue: '["evil.test"]' }));`,
  ),
];
