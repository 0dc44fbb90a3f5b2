// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SignedIn } from '../../../entrypoints/options/SignedIn';
import type { Failure } from '../../../lib/failure';
import type { FieldsView, NamedLink, OperationView } from '../../../lib/messages/contract';
import { completionOf, partsOf } from '../../../lib/task/completion';
import type { CustomFieldDefinition } from '../../../lib/task/custom-fields';
import type { Task } from '../../../lib/task/schema';
import { mount, press, settle, speakEnglish, type, unmount } from '../../components/mount';
import { popup } from './open';
import { listed, me, stubBackground } from './stub';

/** Marks the words of strangers in what is shown. */
const EVIL = 'EVIL';

/** A text as somebody would write it who wants to fool a reader: it hides, turns the direction, looks like HTML, never ends. */
const evil = (what: string) => `\u202e<b>${EVIL} ${what}</b>\u2066\u200b\u0007\u00ad\u3164${'x'.repeat(5_000)}`;

const link = { brand: 'feishu' as const, guid: 'guid-1' };
const failure: Failure = { kind: 'server', reason: 'unknown', code: 1, log_id: evil('log'), detail: evil('detail') };
const done = String(Date.UTC(2026, 1, 3));

const definitions: readonly CustomFieldDefinition[] = [
  {
    guid: 'number',
    name: evil('number'),
    type: 'number',
    number_setting: { format: 'custom', custom_symbol: evil('unit') },
  },
  { guid: 'one', name: evil('one'), type: 'member', member_setting: { multi: false } },
  { guid: 'many', name: evil('many'), type: 'member', member_setting: { multi: true } },
  { guid: 'text', name: evil('text'), type: 'text' },
  {
    guid: 'choice',
    name: evil('choice'),
    type: 'single_select',
    single_select_setting: { options: [{ guid: 'a', name: evil('option') }] },
  },
  {
    guid: 'choices',
    name: evil('choices'),
    type: 'multi_select',
    multi_select_setting: {
      options: [
        { guid: 'a', name: evil('option') },
        { guid: 'b', name: evil('hidden'), is_hidden: true },
      ],
    },
  },
];
const fields: FieldsView = { definitions, unreadable: [{ guid: 'strange', failure }] };

const task: Task = {
  guid: 'guid-1',
  summary: evil('title'),
  description: evil('description'),
  extra: btoa('A note to read, and \u0007 a bell'),
  repeat_rule: 'FREQ=DAILY;X-EVIL=\u202e1',
  mode: 1,
  creator: { id: 'ou_x', name: evil('creator') },
  members: [
    { id: me.open_id, role: 'assignee', name: evil('me') },
    { id: 'ou_a', role: 'assignee', name: evil('assignee') },
    { id: evil('id'), role: 'assignee' },
    { id: 'ou_f', role: 'follower', name: evil('follower') },
  ],
  assignee_related: [{ id: 'ou_a', completed_at: done }],
  custom_complete: {
    pc: {
      href: `https://${'evil-'.repeat(10)}x.example.com/`,
      tip: { en_us: evil('tip'), [evil('locale')]: evil('tip') },
    },
  },
  origin: {
    platform_i18n_name: { en_us: evil('platform') },
    href: { url: 'https://evil.example/', title: evil('link') },
  },
  attachments: [{ name: evil('file'), size: 5 }],
  custom_fields: [
    { guid: 'number', name: evil('number'), type: 'number', number_value: '7' },
    { guid: 'one', name: evil('one'), type: 'member', member_value: [{ id: 'ou_q', name: evil('value') }] },
    {
      guid: 'many',
      name: evil('many'),
      type: 'member',
      member_value: [{ id: 'ou_q', name: evil('value') }, { id: evil('bare') }],
    },
    { guid: 'text', name: evil('text'), type: 'text', text_value: evil('value') },
    { guid: 'choice', name: evil('choice'), type: 'single_select', single_select_value: 'a' },
    { guid: 'choices', name: evil('choices'), type: 'multi_select', multi_select_value: ['a', 'b'] },
    { guid: 'strange', name: evil('strange'), type: 'text', text_value: evil('strange') },
  ],
};

const parked: OperationView = {
  ...link,
  id: '1'.repeat(36),
  summary: evil('operation'),
  action: 'edit',
  patch: { summary: evil('mine'), custom_fields: [{ guid: 'text', text_value: evil('my value') }] },
  base: { summary: evil('base'), custom_fields: [{ guid: 'text', text_value: evil('base value') }] },
  state: 'parked',
  failure: { ...failure, reason: 'conflict' },
  createdAt: 0,
  owner: { name: evil('owner'), signedIn: true },
};

/** Every text node and attribute of the document, with the element that carries it. */
function* shown(): Generator<{ element: Element; text: string; attribute?: string }> {
  for (const element of document.body.querySelectorAll('*')) {
    for (const { name, value } of Array.from(element.attributes)) yield { element, text: value, attribute: name };
    for (const node of Array.from(element.childNodes))
      if (node.nodeType === Node.TEXT_NODE) yield { element, text: node.textContent ?? '' };
  }
}

/** Has a direction of its own: what is inside cannot turn what is outside. */
const isIsolated = (element: Element) =>
  element.closest('bdi, option[dir="auto"], textarea[dir="auto"], pre[dir="ltr"]') !== null;

/** Attributes whose text nobody is shown or told. */
const UNSEEN = new Set(['data-field', 'data-tip', 'value', 'name', 'id', 'lang', 'aria-describedby']);

/** The longest text that is shown uncut: what Base64 says; and what a name or description may have. */
const [LONGEST_TEXT, LONGEST_NAME] = [4_100, 600];

/** What is wrong with how strangers' words are shown; and how many places showed some. */
function judge(): { wrong: string[]; places: number } {
  const wrong: string[] = [];
  let places = 0;
  for (const { element, text, attribute } of shown()) {
    if (attribute && UNSEEN.has(attribute)) continue;
    const where = `${element.tagName}.${element.className} ${attribute ?? ''} ${text.slice(0, 60)}`;
    if (/(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u00ad\u3164]/u.test(text))
      wrong.push(`hides something: ${where}`);
    if (!text.includes(EVIL)) continue;
    places += 1;
    // The exact body of a request is to be read whole.
    if (!element.closest('.request') && text.length > (attribute ? LONGEST_NAME : LONGEST_TEXT))
      wrong.push(`is not cut: ${where}`);
    if (!attribute && !isIsolated(element)) wrong.push(`stands in our direction: ${where}`);
    const button = element.closest('button, a.button, summary');
    if (!attribute && button && !button.matches('.task-row')) wrong.push(`is a button's label: ${where}`);
  }
  if (document.querySelector('b')) wrong.push('made HTML');
  return { wrong, places };
}

function expectHarmless(atLeast: number): void {
  const { wrong, places } = judge();
  expect(wrong).toEqual([]);
  expect(places).toBeGreaterThan(atLeast);
}

async function open(answering: Parameters<typeof stubBackground>[0], shownTask = task) {
  const { world } = stubBackground({ 'fields.read': () => fields, ...answering }, shownTask);
  const [parts, completion] = [partsOf(shownTask), completionOf(shownTask)];
  world.more = { ...(parts && { parts }), ...(completion && { completion }) };
  mount(popup());
  await settle();
  return world;
}

const intent = (action?: 'complete') => ({
  'popup.intent': () => ({ task: { ...link, tabId: 7, origin: 'https://git.example.com', ...(action && { action }) } }),
});

beforeEach(() => fakeBrowser.reset());
afterEach(unmount);

describe('words of strangers', () => {
  it('are harmless in a confirm', async () => {
    await open(intent('complete'));
    expectHarmless(3);
  });

  it('are harmless in the form, its facts and reasons', async () => {
    await open(intent());
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    await settle();
    expectHarmless(40);
  });

  it('are harmless where a task is done by somebody', async () => {
    const all = ['ou_a', 'ou_me'].map((id) => ({ id, completed_at: done }));
    await open(intent(), { ...task, mode: 2, completed_at: done, assignee_related: all });
    expectHarmless(20);
  });

  it('are harmless in what will change, in problems, and after saving', async () => {
    await open(intent());
    const control = (what: string) =>
      Array.from(document.querySelectorAll<HTMLElement>('input, textarea'))
        .find((one) => one.getAttribute('aria-label')?.includes(`${EVIL} ${what}<`))
        ?.getAttribute('aria-label') ?? '';
    await type('Title', `\u202e${EVIL} new title`);
    await type(control('text'), `\u202e${EVIL} new text`);
    await type(control('number'), 'no number');
    expectHarmless(45);
    const save = () => press(document.querySelector('.foot .primary')?.textContent?.trim() ?? '');
    await save();
    expect(document.querySelector('.notices')?.textContent).toContain(EVIL);
    expectHarmless(45);
    await type(control('number'), '8');
    await save();
    expect(document.querySelector('.notices')?.textContent).toMatch(new RegExp(`^Saved: .*${EVIL}`));
    expectHarmless(40);
  });

  it('are harmless in a conflict', async () => {
    await open({ ...intent(), 'outbox.list': () => listed(parked) });
    expect(document.querySelector('.chooser')).not.toBeNull();
    expectHarmless(45);
  });

  it('are harmless in the list of a page, read or not, and in what failed', async () => {
    const links: NamedLink[] = [
      { ...link, text: evil('link') },
      { brand: 'lark', guid: 'guid-2', text: evil('other link') },
    ];
    await open({
      'page.links': () => ({ origin: 'https://git.example.com', mode: 'ask', granted: true, links }),
      'outbox.list': () =>
        listed(
          { ...parked, failure },
          { ...parked, id: '2'.repeat(36) },
          { ...parked, id: '3'.repeat(36), owner: { ...parked.owner, signedIn: false } },
        ),
    });
    expectHarmless(5);
  });

  it('are harmless where nothing can be read', async () => {
    const answer = () => {
      throw failure;
    };
    await open({ ...intent(), 'task.read': answer });
    expectHarmless(0);
  });

  it('are harmless in the account of the options', () => {
    speakEnglish();
    const account = {
      name: evil('account'),
      open_id: 'ou_1',
      tenant_key: 't',
      scopes: [evil('scope')],
      until: 0,
      refreshes: true,
    };
    mount(<SignedIn brand="feishu" account={account} legacy={false} ended={() => undefined} />);
    expectHarmless(1);
  });
});
