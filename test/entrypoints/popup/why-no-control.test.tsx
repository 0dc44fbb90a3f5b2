// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { WhyNoControl, WhyView } from '../../../lib/messages/contract';
import type { Task } from '../../../lib/task/schema';
import english from '../../../public/_locales/en/messages.json';
import { has, mount, press, settle, unmount } from '../../components/mount';
import { popup } from './open';
import { stubBackground } from './stub';

const task: Task = { guid: 'guid-1', summary: 'x' };
const ORIGIN = 'https://git.example.com';

async function open(answering: Parameters<typeof stubBackground>[0]) {
  const background = stubBackground(answering, task);
  mount(popup());
  await settle();
  return background;
}

/** Opens the fold, as a click on its words does. */
async function ask(why: WhyView) {
  const background = await open({ 'page.why': () => why });
  const fold = document.querySelector<HTMLDetailsElement>('.why');
  await act(async () => {
    if (!fold) throw new Error('nobody can ask');
    fold.open = true;
    fold.dispatchEvent(new Event('toggle'));
  });
  await settle();
  return { ...background, words: () => fold?.querySelector('[role=status]')?.textContent ?? '' };
}

beforeEach(() => fakeBrowser.reset());
afterEach(() => {
  unmount();
  vi.restoreAllMocks();
});

describe('"Why is there no control here?"', () => {
  it('looks only when somebody asks', async () => {
    const { inputs } = await open({});
    expect(inputs('page.why')).toEqual([]);
  });

  it.each<[WhyNoControl, string | undefined]>([
    ['storage', 'Tasklark options'],
    ['unknown_page', undefined],
    ['browser_page', undefined],
    ['store_page', undefined],
    ['file_page', undefined],
    ['accounts_page', undefined],
    ['not_granted', 'Allow on git.example.com'],
    ['off', 'Turn on'],
    ['off_by_policy', undefined],
    ['updated', 'Reload the page'],
    ['not_running', 'Reload the page'],
    ['closed_places', undefined],
    ['some_closed_places', undefined],
    ['foreign_frames', undefined],
    ['no_links', undefined],
    ['too_many', undefined],
    ['private_window', 'Sign in to Tasklark'],
    ['signed_out', 'Sign in to Tasklark'],
  ])('says %s and offers: %s', async (reason, button) => {
    const { words } = await ask({ tabId: 7, origin: ORIGIN, reasons: [reason], links: 321, closed: 4 });
    const message = english[`no_control_${reason}`].message;
    expect(words()).toContain(
      message.replace('$1', { too_many: '321', some_closed_places: '4' }[reason as string] ?? 'git.example.com'),
    );
    const buttons = [...document.querySelectorAll('.why button')].map(({ textContent }) => textContent);
    expect(buttons).toEqual(button ? [button] : []);
  });

  it('says where the control is when nothing is in the way', async () => {
    expect((await ask({ reasons: [], links: 1 })).words()).toContain('1 task link was found here');
  });

  it('reloads the tab, and switches the site on', async () => {
    const reload = vi.fn(async () => undefined);
    Object.assign(fakeBrowser.tabs, { reload });
    const { inputs } = await ask({ tabId: 7, origin: ORIGIN, reasons: ['off', 'updated'], links: 0 });
    await press('Reload the page');
    expect(reload).toHaveBeenCalledWith(7);
    await press('Turn on');
    expect(inputs('site.set')).toEqual([{ origin: ORIGIN, mode: 'ask' }]);
  });
});

describe('the site', () => {
  const page = { origin: ORIGIN, granted: true, links: [] };

  it('is switched off by one click', async () => {
    const { inputs } = await open({ 'page.links': () => ({ ...page, mode: 'direct' }) });
    await press('Turn off on git.example.com');
    expect(inputs('site.set')).toEqual([{ origin: ORIGIN, mode: 'off' }]);
  });

  it('that the organisation decided cannot be changed here', async () => {
    await open({ 'page.links': () => ({ ...page, mode: 'direct', byPolicy: true }) });
    expect(document.body.textContent).toContain('act directly · Set by your organisation');
    expect(has('Turn off on git.example.com')).toBe(false);
    expect(document.querySelector('.site-switch select')).toBeNull();
  });
});

describe('a database that does not answer', () => {
  it('is told once, and nobody is asked to sign in', async () => {
    const refuse = () => {
      throw { kind: 'invalid', reason: 'storage_refused' };
    };
    await open({ 'page.links': refuse, 'session.list': refuse, 'outbox.list': refuse });
    expect(document.querySelectorAll('.notice.failure')).toHaveLength(1);
    expect(has('Sign in to Tasklark')).toBe(false);
  });
});

describe('changes that were set aside', () => {
  it('can be copied, and are told of until that is dismissed', async () => {
    let lost = [
      { table: 'operations' as const, at: 1, text: '{"id":"half"}' },
      { table: 'drafts' as const, at: 2, text: '["odd"]' },
    ];
    const writeText = vi.fn(async () => undefined);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    await open({
      'aside.list': () => lost,
      'aside.seen': () => {
        lost = [];
        return null;
      },
    });
    await press('Copy what can be read');
    expect(writeText).toHaveBeenCalledWith('{"id":"half"}\n\n["odd"]');
    await press('Dismiss');
    expect(document.body.textContent).not.toContain('set aside');
  });
});

describe('what is typed and cannot be stored', () => {
  it('can be copied, field by field', async () => {
    const writeText = vi.fn(async () => undefined);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    await open({
      'popup.intent': () => ({ task: { brand: 'feishu', guid: 'guid-1', tabId: 7, origin: ORIGIN } }),
      'draft.get': () => ({ summary: 'A long thought', description: 'and\nmore' }),
      'task.patch': () => {
        throw { kind: 'invalid', reason: 'storage_full' };
      },
    });
    await press('Save 2 changes');
    await press('Copy what I typed');
    expect(writeText).toHaveBeenCalledWith('Title: A long thought\nDescription: and\nmore');
  });
});
