import { until } from '../../support/steps';
import { ASK_HOST } from '../arena';
import type { Attack, Hands } from '../attack';

const ID = '22222222-2222-4222-8222-222222222222';
const NONE = '00000000-0000-4000-8000-000000000000';

interface Answer {
  readonly ok: boolean;
  readonly value?: unknown;
}

/** Says it as our own script in the page would, were it taken over: from its isolated world. */
async function say(hands: Hands, ...messages: unknown[]): Promise<(Answer | undefined)[]> {
  const [world] = hands.page.extensionRealms();
  if (!world) throw new Error('Our script is not in the page');
  const answers = await world.evaluate(
    `Promise.all(${JSON.stringify(messages)}.map((message) => Promise.race([
      chrome.runtime.sendMessage(message).catch((error) => ({ ok: false, error: String(error) })),
      new Promise((end) => setTimeout(end, 3000)),
    ])))`,
  );
  // What a taken-over script may know is a task's status, not a secret: the caller says what counts.
  return answers as (Answer | undefined)[];
}

/** The gesture that says all of it and demands that none of it is granted. */
const refused =
  (messages: (hands: Hands) => readonly unknown[]): NonNullable<Attack['gesture']> =>
  async (hands) => {
    const said = messages(hands);
    const answers = await say(hands, ...said);
    hands.heard(JSON.stringify(answers));
    const granted = said.filter((_, index) => answers[index]?.ok);
    if (granted.length > 0) throw new Error(`Granted: ${JSON.stringify(granted).slice(0, 500)}`);
  };

const forgery = (name: string, messages: (hands: Hands) => readonly unknown[], host?: string): Attack => ({
  name,
  rule: 'the door',
  gesture: refused(messages),
  ...(host && { host, ready: 'page' as const }),
});

/** On a site that asks the first control has a name without a title; our world is there once a host is. */
const ready = async (hands: Hands) => {
  await hands.page.waitForSelector('#link + span', { timeout: 15_000 });
};

const OWN: Readonly<Record<string, (hands: Hands) => unknown>> = {
  'popup.intent': () => ({}),
  'page.links': () => ({}),
  'task.read': ({ task }) => ({ brand: 'feishu', guid: task.guid, fresh: true }),
  'fields.read': ({ task }) => ({ brand: 'feishu', guid: task.guid }),
  'task.act': ({ task }) => ({ id: ID, brand: 'feishu', guid: task.guid, action: 'complete' }),
  'task.patch': ({ task }) => ({ id: ID, brand: 'feishu', guid: task.guid, patch: { summary: 'x' }, base: {} }),
  'draft.get': ({ task }) => ({ brand: 'feishu', guid: task.guid }),
  'draft.put': ({ task }) => ({ brand: 'feishu', guid: task.guid, draft: null }),
  'outbox.list': () => ({}),
  'outbox.retry': () => ({ id: ID }),
  'outbox.resolve': () => ({ id: ID, keep: [] }),
  'outbox.discard': () => ({ id: ID }),
  'session.list': () => ({}),
  'session.save': () => ({
    brand: 'custom',
    app_id: 'x',
    app_secret: '',
    custom: { api: 'https://evil.example.test', accounts: 'https://evil.example.test', linkHosts: [] },
  }),
  'session.login': () => ({ brand: 'feishu', extras: [] }),
  'session.token': () => ({ brand: 'feishu', token: 'eyJ0' }),
  'session.logout': () => ({ brand: 'feishu' }),
  'site.list': () => ({}),
  'site.set': () => ({ origin: `https://${ASK_HOST}`, mode: 'direct' }),
};

const propose = ({ task }: Hands, more: object = {}) => ({
  type: 'action.propose',
  input: { id: crypto.randomUUID(), brand: 'feishu', guid: task.guid, action: 'complete', ...more },
});

const BAD_GUIDS = [
  '',
  '.',
  '..',
  '../..',
  'a/b',
  'a%2fb',
  '%2e%2e',
  'a?b',
  'a#b',
  'a b',
  'a\n',
  'é',
  'a\u0000',
  '١٢٣',
  'x'.repeat(101),
  'x'.repeat(1_000_000),
  null,
  1,
  true,
  {},
  [],
  ['abc'],
  { length: 3 },
];

/** Ids of operations that the user did elsewhere, by task. */
const stolen = new Map<string, string>();

/** The user does something in our own page; the page knows its id, as if it could guess, and takes it back. */
const undoing = (name: string, host?: string): Attack => ({
  name,
  rule: 'the door',
  ...(host && { host, ready: 'page' as const }),
  before: async ({ options, sandbox }, { guid }) => {
    const id = crypto.randomUUID();
    const before = sandbox.writes.length;
    stolen.set(guid, id);
    const action = sandbox.task(guid)?.status === 'done' ? 'reopen' : 'complete';
    const act = { type: 'task.act', input: { id, brand: 'feishu', guid, action } };
    await options.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(act)})`);
    await until('the change in our own page', () => sandbox.writes.length > before);
  },
  gesture: async (hands) => {
    await ready(hands);
    const of = stolen.get(hands.task.guid) ?? NONE;
    await refused(() => [{ type: 'action.undo', input: { id: crypto.randomUUID(), of } }])(hands);
  },
});

/** A page script of ours that was taken over may propose one action on one valid id, and nothing else. */
export const FORGERIES: readonly Attack[] = [
  ...Object.entries(OWN).map(([type, input]) =>
    forgery(`"${type}" from the page's script`, (hands) => [{ type, input: input(hands) }]),
  ),
  forgery('ids that are none', (hands) =>
    BAD_GUIDS.flatMap((guid) => [propose(hands, { guid }), { type: 'task.status', input: { brand: 'feishu', guid } }]),
  ),
  forgery('proposals of the wrong shape', (hands) => [
    propose(hands, { action: 'edit' }),
    propose(hands, { action: 'delete' }),
    propose(hands, { brand: 'google' }),
    propose(hands, { brand: 'custom\u0000' }),
    propose(hands, { id: 'x' }),
    propose(hands, { id: '../../../../../../../../../../../../..' }),
    propose(hands, { patch: { summary: 'x' } }),
    propose(hands, { origin: 'https://hostile.example.test' }),
    propose(hands, { tabId: 1 }),
    { ...propose(hands), input: [propose(hands).input] },
    { ...propose(hands), input: JSON.stringify(propose(hands).input) },
    { type: 'action.propose' },
    { type: 'action.propose', input: null },
    [propose(hands)],
  ]),
  forgery('names that are none', (hands) =>
    [
      '',
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
      'Action.Propose',
      'action.propose ',
      'task.act\u0000',
      ['action.propose'],
      { toString: 1 },
      5,
      'x'.repeat(100_000),
    ].map((type) => ({ ...propose(hands), type })),
  ),
  {
    name: 'a thousand proposals on a site that asks',
    rule: 'site mode',
    host: ASK_HOST,
    ready: 'page',
    gesture: async (hands) => {
      await ready(hands);
      await refused(() => Array.from({ length: 1_000 }, () => propose(hands)))(hands);
    },
  },
  {
    name: 'a proposal that claims another frame, tab and sender',
    rule: 'site mode',
    host: ASK_HOST,
    ready: 'page',
    gesture: async (hands) => {
      await ready(hands);
      const spoof = { tab: { id: 1 }, frameId: 0, origin: 'https://hostile.example.test', id: 'x' };
      await refused(() => [{ ...propose(hands), sender: spoof, ...spoof }, propose(hands, { sender: spoof })])(hands);
    },
  },
  undoing('taking back what was done in the popup'),
  undoing('taking back on a site that asks what was done elsewhere', ASK_HOST),
];
