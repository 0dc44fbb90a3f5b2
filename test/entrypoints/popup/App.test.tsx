// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { App } from '../../../entrypoints/popup/App';
import { readQuery } from '../../../entrypoints/popup/query';
import { t } from '../../../lib/i18n';
import type { Answers, Input, KnownTask, RequestName } from '../../../lib/messages/contract';
import { apply } from '../../../lib/task/patch';
import type { Task } from '../../../lib/task/schema';
import { has, mount, named, press, settle, type, unmount } from '../../components/mount';
import { popup } from './open';
import { listed, stubBackground } from './stub';

const task: Task = {
  guid: 'guid-1',
  summary: 'QA sign-off',
  description: 'Run it',
  creator: { id: 'ou_me', name: 'Anna' },
  members: [{ id: 'ou_2', role: 'assignee', name: '张明德' }],
};
const link = { brand: 'feishu' as const, guid: 'guid-1' };
const intent = { ...link, tabId: 7, origin: 'https://git.example.com' };

async function open(answering: Parameters<typeof stubBackground>[0] = {}, search = '') {
  const background = stubBackground(answering, task);
  mount(popup(readQuery(search)));
  await settle();
  return background;
}

const heading = () => document.querySelector('h1')?.textContent;
const live = () => document.querySelector('[aria-live=polite]')?.textContent ?? '';
const key = async (name: string, ctrlKey = false) => {
  const event = new KeyboardEvent('keydown', { key: name, ctrlKey, bubbles: true, cancelable: true });
  await act(async () => void document.body.dispatchEvent(event));
  await settle();
};

beforeEach(() => fakeBrowser.reset());
afterEach(() => {
  unmount();
  vi.restoreAllMocks();
});

describe('a sign-in that could not be renewed', () => {
  const ending = (brand: 'feishu' | 'lark') => ({
    'session.list': () => ({
      redirectUrl: '',
      brands: [
        {
          brand,
          app_id: 'a',
          hasSecret: true,
          account: { ...{ name: 'Anna', open_id: 'ou_me', tenant_key: 't', scopes: [], until: 0 }, refreshes: false },
          failure: { kind: 'signed-out', reason: 'session_expired' } as const,
        },
      ],
    }),
  });

  it('says until when it works, in the list and on a task of that brand', async () => {
    const { inputs } = await open(ending('feishu'));
    expect(live()).toMatch(/could not be renewed.*\d{1,2}:\d\d/);
    await press('Sign in to Tasklark');
    expect(inputs('options.open')).toHaveLength(1);
    unmount();
    await open({ ...ending('feishu'), 'popup.intent': () => ({ task: intent }) });
    expect(live()).toContain('could not be renewed');
    unmount();
    await open({ ...ending('lark'), 'popup.intent': () => ({ task: intent }) });
    expect(live()).not.toContain('could not be renewed');
  });
});

describe('confirm', () => {
  it('shows the real title, acts, and offers to take it back', async () => {
    const { inputs } = await open({ 'popup.intent': () => ({ task: { ...intent, action: 'complete' } }) });
    expect(heading()).toBe('QA sign-off');
    expect(document.activeElement?.textContent).toBe('Complete');
    await press('Complete');
    expect(inputs('task.act')).toEqual([
      { id: expect.stringMatching(/^[0-9a-f-]{36}$/), ...link, action: 'complete', as: 'ou_me' },
    ]);
    expect(inputs('site.set')).toEqual([]);
    expect(live()).toContain('Completed');
    expect(document.activeElement?.textContent).toBe('Close');
    await press('Undo');
    expect(inputs('action.undo')).toEqual([{ id: expect.any(String), of: '0'.repeat(36) }]);
    expect(live()).toContain('Change undone');
    expect(has('Complete')).toBe(true);
  });

  it.each([
    ['complete', { completed_at: '0' }, '1', 'Complete', 'This task is already completed.'],
    ['reopen', { completed_at: '1' }, '0', 'Reopen', 'This task is already open.'],
  ] as const)(
    'says that somebody else was first, and offers nothing to take back: %s',
    async (action, first, completed_at, name, words) => {
      const background = await open({
        'popup.intent': () => ({ task: { ...intent, action } }),
        'task.act': () => {
          background.world.task = apply(background.world.task, { completed_at });
          background.world.more = { already: true };
          return background.view();
        },
      });
      background.world.task = apply(background.world.task, first);
      await background.tell({ type: 'task.changed', brand: 'feishu', guid: link.guid });
      await settle();
      await press(name);
      expect(live()).toContain(words);
      expect(live()).not.toMatch(/Completed|Reopened/);
      expect(has('Undo')).toBe(false);
    },
  );

  it('takes no press in its first moment, which was meant for what stood there before', async () => {
    const { inputs } = await open({ 'popup.intent': () => ({ task: { ...intent, action: 'complete' } }) });
    const complete = named('Complete');
    expect(complete.getAttribute('aria-disabled')).toBe('true');
    await act(async () => complete.click());
    expect(inputs('task.act')).toEqual([]);
    await press('Complete');
    expect(inputs('task.act')).toHaveLength(1);
  });

  it('makes the site direct only when the box is ticked', async () => {
    const { inputs } = await open({ 'popup.intent': () => ({ task: { ...intent, action: 'complete' } }) });
    await press('Act directly on git.example.com');
    await press('Complete');
    expect(inputs('site.set')).toEqual([{ origin: 'https://git.example.com', mode: 'direct' }]);
  });

  it('says that nothing is left to do, and offers the other action', async () => {
    await open({ 'popup.intent': () => ({ task: { ...intent, action: 'reopen' } }) });
    expect(document.body.textContent).toContain('already open');
    expect(has('Reopen')).toBe(false);
    expect(named('Complete').className).not.toContain('primary');
  });

  it('keeps the operation’s id when no answer came', async () => {
    let lost = true;
    const { inputs, view } = await open({
      'popup.intent': () => ({ task: { ...intent, action: 'complete' } }),
      'task.act': () => {
        if (lost) throw { kind: 'server', reason: 'unknown' };
        return view();
      },
    });
    await press('Complete');
    expect(live()).toContain('Something unexpected happened');
    lost = false;
    await press('Complete');
    const [first, second] = inputs('task.act');
    expect(second?.id).toBe(first?.id);
  });

  it('opens from the query of a small window when no intent waits', async () => {
    const { inputs } = await open({}, '?tab=7&brand=feishu&guid=guid-1&action=complete');
    const task = { ...link, action: 'complete' };
    expect(inputs('popup.intent')).toEqual([{ tabId: 7, task }]);
    expect(document.activeElement?.textContent).toBe('Complete');
    expect(has('Act directly on git.example.com')).toBe(true);
  });
});

describe('what is known when the popup opens', () => {
  const TYPED = { ok: true, value: { summary: 'typed' } } as const;

  /** With what came before it was drawn. */
  function openWith(draft: KnownTask['draft'], now = task) {
    const background = stubBackground({}, now);
    const view = { ...background.view(), task };
    mount(<App query={readQuery('')} opening={{ ok: true, value: { task: link, known: { view, draft } } }} />);
    return background;
  }

  it('is drawn at once, and not asked for again', async () => {
    const { inputs } = openWith(TYPED);
    expect(named<HTMLTextAreaElement>('Title').value).toBe('typed');
    await settle();
    expect(live()).toContain('Unsaved changes restored');
    expect(inputs('draft.get')).toEqual([]);
    expect(inputs('task.peek')).toEqual([]);
  });

  it('says why what was typed cannot be read', async () => {
    openWith({ ok: false, failure: { kind: 'invalid', reason: 'storage_refused' } });
    await settle();
    expect(live()).toContain(t('failure_storage_refused'));
    expect(named<HTMLTextAreaElement>('Title').value).toBe(task.summary);
  });

  it('gives way to what Feishu says, and what was typed stays', async () => {
    openWith(TYPED, { ...task, summary: 'Renamed', description: 'Run it twice' });
    await settle();
    expect(heading()).toBe('Renamed');
    expect(named<HTMLTextAreaElement>('Title').value).toBe('typed');
    expect(named<HTMLTextAreaElement>('Description').value).toBe('Run it twice');
  });

  it('is asked for by the task itself where the background did not answer', async () => {
    const { inputs } = stubBackground({}, task);
    const opening = { ok: false, failure: { kind: 'server', reason: 'unknown' } } as const;
    mount(<App query={readQuery('?tab=7&brand=feishu&guid=guid-1')} opening={opening} />);
    await settle();
    expect(heading()).toBe('QA sign-off');
    expect(inputs('draft.get')).toEqual([link]);
  });
});

describe('form', () => {
  const edit = { 'popup.intent': () => ({ task: intent }) };

  it('saves exactly what changed by Ctrl+Enter, says so, and forgets the draft', async () => {
    const { inputs } = await open(edit);
    expect(document.activeElement).toBe(named('Title'));
    expect(named<HTMLButtonElement>('Save').disabled).toBe(true);
    await type('Title', 'QA sign-off 2');
    await press('Clear Description');
    expect(has('Save 2 changes')).toBe(true);
    await key('Enter', true);
    expect(inputs('task.patch')).toEqual([
      {
        id: expect.any(String),
        ...link,
        as: 'ou_me',
        patch: { summary: 'QA sign-off 2', description: null },
        base: { summary: 'QA sign-off', description: 'Run it' },
      },
    ]);
    expect(live()).toContain('Saved: Title, Description');
    expect(inputs('draft.put').map(({ draft }) => draft)).toEqual([
      { summary: 'QA sign-off 2', 'base:summary': '"QA sign-off"' },
      {
        summary: 'QA sign-off 2',
        'base:summary': '"QA sign-off"',
        description: '',
        'base:description': '"Run it"',
      },
      null,
    ]);
    expect(heading()).toBe('QA sign-off 2');
    expect(has('Save')).toBe(true);
  });

  it('sends nothing that would be refused, and goes to the field', async () => {
    const { inputs } = await open(edit);
    await type('Title', ' ');
    await press('Save 1 change');
    expect(inputs('task.patch')).toEqual([]);
    expect(live()).toContain('Title cannot be empty');
    expect(document.activeElement).toBe(named('Title'));
  });

  it('keeps what was typed when the change is refused', async () => {
    const failure = { kind: 'forbidden', reason: 'no_edit_right', code: 1470403, log_id: 'L1' };
    await open({
      ...edit,
      'task.patch': () => {
        throw failure;
      },
    });
    await type('Title', 'Mine');
    await press('Save 1 change');
    expect(live()).toContain('You may not edit this task.');
    expect(live()).toContain('log_id: L1');
    expect(named<HTMLTextAreaElement>('Title').value).toBe('Mine');
  });

  it('keeps it too when the change is parked a moment later', async () => {
    const { world, tell, view } = await open({
      ...edit,
      'task.patch': () => ({ ...view(), progress: 'sending' }),
    });
    await type('Title', 'Mine');
    await press('Save 1 change');
    world.more = { progress: 'parked', failure: { kind: 'invalid', reason: 'content_refused' } };
    await act(async () => tell({ type: 'task.changed', ...link }));
    await settle();
    expect(named<HTMLTextAreaElement>('Title').value).toBe('Mine');
    expect(live()).not.toContain('Saved');
  });

  it('restores a draft with a note, and discards it on request', async () => {
    const { inputs } = await open({ ...edit, 'draft.get': () => ({ summary: 'Half' }) });
    expect(named<HTMLTextAreaElement>('Title').value).toBe('Half');
    expect(live()).toContain('Unsaved changes restored');
    await press('Discard');
    expect(named<HTMLTextAreaElement>('Title').value).toBe('QA sign-off');
    expect(inputs('draft.put')).toEqual([{ ...link, draft: null }]);
    expect(live()).not.toContain('restored');
  });

  it('follows the task in untouched fields only', async () => {
    const { world, tell } = await open(edit);
    await type('Title', 'Mine');
    world.task = { ...world.task, summary: 'Theirs', description: 'Newer' };
    await act(async () => tell({ type: 'task.changed', ...link }));
    await settle();
    expect(named<HTMLTextAreaElement>('Title').value).toBe('Mine');
    expect(named<HTMLTextAreaElement>('Description').value).toBe('Newer');
  });

  it('shows what is known before Feishu has answered, and where it does not', async () => {
    let refuse: (failure: unknown) => void = () => undefined;
    const { view } = await open({
      ...edit,
      'task.read': (() => new Promise((_, reject) => (refuse = reject))) as never,
    });
    expect(named<HTMLTextAreaElement>('Title').value).toBe(view().task.summary);
    await type('Title', 'Mine');
    refuse({ kind: 'offline', reason: 'no_network' });
    await settle();
    expect(named<HTMLTextAreaElement>('Title').value).toBe('Mine');
    expect(live()).toContain('There is no connection');
  });

  it('does not show what is known once it must not be seen', async () => {
    await open({
      ...edit,
      'task.read': () => {
        throw { kind: 'forbidden', reason: 'no_read_right' };
      },
    });
    expect(has('Title')).toBe(false);
  });

  it('asks a signed-out reader to sign in', async () => {
    const { inputs } = await open({
      ...edit,
      'task.read': () => {
        throw { kind: 'signed-out', reason: 'no_account' };
      },
    });
    expect(live()).toContain('You are not signed in');
    await press('Sign in to Tasklark');
    expect(inputs('options.open')).toHaveLength(1);
  });

  it('closes by Escape', async () => {
    await open(edit);
    const close = vi.spyOn(window, 'close').mockImplementation(() => undefined);
    await key('Escape');
    expect(close).toHaveBeenCalledOnce();
  });
});

describe('list', () => {
  const links = Array.from({ length: 7 }, (_, index) => ({
    brand: 'lark' as const,
    guid: `g${index}`,
    text: `L${index}`,
  }));
  const page = { origin: 'https://git.example.com', mode: 'ask' as const, granted: true, links };

  it('reads at most four tasks at once, counts them, and opens one', async () => {
    const waiting: (() => void)[] = [];
    const { inputs, view } = await open({
      'page.links': () => page,
      'task.read': (() => new Promise((give) => waiting.push(() => give(view())))) as never,
    });
    expect(inputs('task.read')).toHaveLength(4);
    waiting.shift()?.();
    await settle();
    expect(inputs('task.read')).toHaveLength(5);
    for (let left = waiting.shift(); left; left = waiting.shift()) {
      left();
      await settle();
    }
    expect(inputs('task.read')).toHaveLength(7);
    expect(document.querySelector('.bar')?.textContent).toContain('7');
    expect(document.activeElement?.className).toBe('task-row');
    await act(async () => document.querySelector<HTMLElement>('.task-row')?.click());
    await settle();
    expect(has('Tasks on this page')).toBe(true);
    expect(has('Open in Lark')).toBe(true);
  });

  it('opens a pasted link, gives a bare id to the signed-in brand, and says what else to do', async () => {
    const { inputs } = await open();
    const submit = async () => {
      await act(
        async () => void document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true })),
      );
      await settle();
    };
    await type('Task link or ID', 'not / a task');
    await submit();
    expect(document.getElementById('link-problem')?.textContent).toContain('neither a task link nor a task ID');
    await type('Task link or ID', 't100');
    await submit();
    expect(inputs('task.read')).toEqual([{ brand: 'lark', guid: 't100' }]);
    await press('Tasks on this page');
    const uuid = 'e297ddff-06ca-4166-b917-4ce57cd3a7a0';
    await type('Task link or ID', `see https://applink.feishu.cn/client/todo/detail?guid=${uuid}&x=1`);
    await submit();
    expect(inputs('task.read').at(-1)).toEqual({ brand: 'feishu', guid: uuid });
  });

  it.each<[string, { [Name in RequestName]?: (input: Input<Name>) => Answers[Name] }, string]>([
    ['no links', {}, 'There are no task links on this page'],
    ['not signed in', { 'session.list': () => ({ redirectUrl: '', brands: [] }) }, 'You are not signed in'],
    ['site off', { 'page.links': () => ({ ...page, mode: 'off', links: [] }) }, 'Tasklark is off on git.example.com'],
    ['no page', { 'page.links': () => ({ mode: 'ask', granted: false, links: [] }) }, 'cannot look into this page'],
  ])('teaches: %s', async (_, answering, words) => {
    await open(answering);
    expect(document.querySelector('main')?.textContent).toContain(words);
  });

  it('asks for the site in the click itself, without its port', async () => {
    const request = vi.fn(async () => true);
    Object.assign(fakeBrowser.permissions, { request });
    const { inputs } = await open({
      'page.links': () => ({ origin: 'http://git.example.com:8080', mode: 'ask', granted: false, links: [] }),
    });
    await press('Allow on git.example.com:8080');
    expect(request).toHaveBeenCalledWith({ origins: ['http://git.example.com/*'] });
    expect(inputs('page.links')).toHaveLength(2);
  });

  it('shows each parked change with its reason and the two ways on', async () => {
    const parked = {
      ...link,
      id: '1'.repeat(36),
      summary: 'QA sign-off',
      action: 'edit' as const,
      patch: { summary: 'x' },
      base: { summary: 'QA sign-off' },
      state: 'parked' as const,
      failure: { kind: 'gone' as const, reason: 'task_gone' as const },
      createdAt: 0,
      owner: { name: 'Anna', signedIn: true },
    };
    const { inputs } = await open({
      'outbox.list': () => listed(parked, { ...parked, id: '2'.repeat(36), state: 'queued' }),
    });
    expect(live()).toContain('1 change needs your decision');
    expect(live()).toContain('1 change waits');
    const [first] = Array.from(document.querySelectorAll('.waiting-list li'));
    expect(first?.textContent).toContain('This task does not exist any more.');
    await press('Retry');
    await press('Discard change');
    expect(inputs('outbox.retry')).toEqual([{ id: parked.id }]);
    expect(inputs('outbox.discard')).toEqual([{ id: parked.id }]);
  });
});

describe('the query of a small window', () => {
  it('is read strictly', () => {
    expect(readQuery('')).toEqual({ inWindow: false });
    expect(readQuery('?tab=x&brand=other&guid=a')).toEqual({ inWindow: true });
    expect(readQuery('?tab=3&brand=lark&guid=../x')).toEqual({ inWindow: true, tabId: 3 });
    expect(readQuery('?tab=3&brand=lark&guid=a&action=edit')).toEqual({
      inWindow: true,
      tabId: 3,
      task: { brand: 'lark', guid: 'a' },
    });
  });
});
