import { makeProbe, type Probe } from './probe';

/**
 * The least extension that does what a click asks for: a message of a page's world, one row of 1.5 kB on the disk for sure,
 * the task read, the task written, the answer. It checks nothing, keeps no pace, renews no token and forgets all.
 */
const WORKER = `
const opening = indexedDB.open('least', 1);
opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
const opened = new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result); });

async function commit(row) {
  const transaction = (await opened).transaction('rows', 'readwrite', { durability: 'strict' });
  transaction.objectStore('rows').put(row, 'one');
  await new Promise((resolve) => { transaction.oncomplete = resolve; });
}

async function call(url, token, init) {
  const headers = { Authorization: 'Bearer ' + token, 'Content-Type': 'application/json; charset=utf-8' };
  const answer = await fetch(url, { ...init, headers, cache: 'no-store', credentials: 'omit' });
  return (await answer.json()).code;
}

async function act({ url, token, at }) {
  await commit({ url, at, text: 'x'.repeat(1500) });
  const read = await call(url, token, { method: 'GET' });
  const body = JSON.stringify({ task: { extra: String(at) }, update_fields: ['extra'] });
  return [read, await call(url, token, { method: 'PATCH', body })];
}

chrome.runtime.onMessage.addListener((message, _, respond) => {
  if (message === 'wake') opened.then(() => respond(true));
  else act(message).then(respond);
  return true;
});
`;

export const makeLeast = (): Probe =>
  makeProbe({ hosts: ['https://open.feishu.cn/*'], pages: ['https://*/*'], worker: WORKER, page: '' });
