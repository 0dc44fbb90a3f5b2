// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { completionOf, partsOf } from '../../../lib/task/completion';
import type { CustomCompleteItem } from '../../../lib/task/custom-complete';
import type { Task } from '../../../lib/task/schema';
import { has, mount, named, settle, unmount } from '../../components/mount';
import { popup } from './open';
import { me, stubBackground } from './stub';

const link = { brand: 'feishu' as const, guid: 'guid-1' };
const own: Task = { guid: 'guid-1', summary: 'Sign', creator: { id: me.open_id, name: me.name } };

/** Opens the task, or the confirm of completing it. */
async function open(task: Task, action?: 'complete') {
  const intent = { ...link, tabId: 7, origin: 'https://git.example.com', ...(action && { action }) };
  const { world } = stubBackground({ 'popup.intent': () => ({ task: intent }) }, task);
  const [parts, completion] = [partsOf(task), completionOf(task)];
  world.more = { ...(parts && { parts }), ...(completion && { completion }) };
  mount(popup());
  await settle();
}

const buttons = () => Array.from(document.querySelectorAll('.head .buttons .button'), (button) => button.textContent);
const verdict = () => document.querySelector('.verdict')?.textContent ?? '';

beforeEach(() => fakeBrowser.reset());
afterEach(unmount);

describe('why not, and what instead', () => {
  const completion = (pc: CustomCompleteItem): Task => ({ ...own, custom_complete: { pc: { ...pc } } }) as Task;

  it.each([undefined, 'complete' as const])('offers the third party’s link first (%s)', async (action) => {
    await open(completion({ href: 'https://erp.example.com/4711', tip: { en_us: 'Approve it there' } }), action);
    expect(buttons().slice(0, 2)).toEqual(['Open erp.example.com', 'Complete anyway']);
    const offer = named<HTMLAnchorElement>('Open erp.example.com');
    expect([offer.href, offer.rel]).toEqual(['https://erp.example.com/4711', 'noopener noreferrer']);
    expect(verdict()).toContain('Approve it there');
  });

  it('shows a tip alone in the reader’s language', async () => {
    await open(completion({ tip: { zh_cn: '请线下签署', en_us: 'Sign it on paper' } }));
    expect(buttons()).toEqual(['Complete anyway']);
    expect(verdict()).toContain('Sign it on paper');
  });

  it('opens no link that is none', async () => {
    await open(completion({ href: 'javascript:alert(1)' }));
    expect(buttons()).toEqual(['Complete']);
    expect(document.querySelectorAll('.head a')).toHaveLength(0);
  });

  const everyone: Task = {
    ...own,
    mode: 1,
    members: [
      { id: me.open_id, role: 'assignee', name: me.name },
      { id: 'ou_li', role: 'assignee', name: '李雷' },
    ],
    assignee_related: [{ id: 'ou_li', completed_at: String(new Date('2020-02-03T04:05').getTime()) }],
  };

  it('shows how far each assignee is', async () => {
    await open(everyone);
    expect(verdict()).toMatch(/you: not done yet/);
    expect(verdict()).toMatch(/李雷: done .*2020/);
    expect(named<HTMLButtonElement>('Complete').disabled).toBe(false);
  });

  it('leads whoever may not complete it to the official client', async () => {
    await open({ ...everyone, creator: { id: 'ou_li', name: '李雷' } });
    expect(buttons()).toEqual(['Open in Feishu', 'Complete']);
    expect(named<HTMLButtonElement>('Complete').disabled).toBe(true);
  });

  it('says who has done it where that is known', async () => {
    await open({ ...everyone, status: 'done', completed_at: '1700000000000' });
    expect(verdict()).toContain('Completed by 李雷');
    expect(has('Reopen')).toBe(true);
  });

  it('tells what landed in the moment of a write', async () => {
    const { world } = stubBackground(
      { 'popup.intent': () => ({ task: { ...link, tabId: 7, origin: 'https://a.example' } }) },
      own,
    );
    world.more = { noticed: { differs: ['summary'], alsoChanged: ['due'] } };
    mount(popup());
    await settle();
    const told = document.querySelector('[aria-live]')?.textContent;
    expect(told).toContain('something else than was saved: Title');
    expect(told).toContain('changing this task right now: Due');
  });
});
