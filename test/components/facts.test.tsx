// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factsOf } from '../../components/facts';
import { ReadOnlyFacts } from '../../components/ReadOnlyFacts';
import type { Task } from '../../lib/task/schema';
import { mount, speakEnglish, unmount } from './mount';

const me = { open_id: 'ou_me', name: 'Anna' };
const day = { timestamp: '1798761600000', is_all_day: true };
const moment = { timestamp: '1798761600000', is_all_day: false };

const lines = (task: Partial<Task>) =>
  Object.fromEntries(factsOf({ guid: 'g', ...task }, me).map(({ label, lines: words }) => [label, words]));

beforeEach(speakEnglish);
afterEach(unmount);

describe('what a change cannot touch', () => {
  it('is left out where there is none', () => {
    expect(lines({})).toEqual({});
    expect(mount(<ReadOnlyFacts task={{ guid: 'g' }} me={me} />).textContent).toBe('');
  });

  it.each([
    [moment, 30, '30 minutes before due'],
    [moment, 0, 'when it is due'],
    [moment, 1530, '1 day 1 hour 30 minutes before due'],
    [moment, -60, '1 hour after due'],
    [day, -1080, 'at 18:00 on the due day'],
    [day, 0, 'at 00:00 on the due day'],
    [day, 540, '9 hours before the due day begins'],
    [day, -1500, '1 day 1 hour after due'],
  ])('tells a reminder of %j by %i minutes: %s', (due, relative_fire_minute, words) => {
    expect(lines({ due, reminders: [{ id: '1', relative_fire_minute }] }).Reminder).toEqual([words]);
  });

  it('explains a negative reminder of a whole day only', () => {
    const hint = (due: Task['due'], relative_fire_minute: number) =>
      factsOf({ guid: 'g', due, reminders: [{ id: '1', relative_fire_minute }] }, me)[0]?.hint;
    expect(hint(day, -1080)).toContain('0:00');
    expect(hint(moment, -60)).toBeUndefined();
  });

  it('names people, lists, files and links in words', () => {
    expect(
      lines({
        members: [
          { id: 'ou_me', role: 'assignee', name: 'Anna' },
          { id: 'ou_x', role: 'assignee' },
          { id: 'ou_li', role: 'follower', name: '李雷' },
        ],
        tasklists: [{ tasklist_guid: 'a' }, { tasklist_guid: 'b' }],
        attachments: [{ name: 'foo.jpg', size: 62_232 }, { name: 'empty' }],
        dependencies: [
          { type: 'prev', task_guid: 'x' },
          { type: 'next', task_guid: 'y' },
          { type: 'next', task_guid: 'z' },
        ],
        subtask_count: 1,
        parent_task_guid: 'p',
      }),
    ).toEqual({
      Assignees: ['you, a member (…ou_x)'],
      Followers: ['李雷'],
      Lists: ['in 2 lists'],
      Attachments: ['foo.jpg · 60.8 kB', 'empty'],
      Dependencies: ['waits for other tasks: 1', 'other tasks wait for it: 2'],
      Subtasks: ['1 subtask'],
      Parent: ['part of another task'],
    });
  });

  it('links an origin by http and https only, and gives no referrer away', () => {
    const origin = (url: string): Partial<Task> => ({
      origin: { platform_i18n_name: { en_us: 'Helpdesk', zh_cn: '客服系统' }, href: { url, title: 'Ticket 8812' } },
    });
    const root = mount(<ReadOnlyFacts task={{ guid: 'g', ...origin('https://helpdesk.example.com/t') }} me={me} />);
    const link = root.querySelector('a') as HTMLAnchorElement;
    expect(link.textContent).toBe('Helpdesk · Ticket 8812');
    expect([link.href, link.rel, link.target]).toEqual([
      'https://helpdesk.example.com/t',
      'noopener noreferrer',
      '_blank',
    ]);
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'helpdesk', '']) {
      const other = mount(<ReadOnlyFacts task={{ guid: 'g', ...origin(url) }} me={me} />);
      expect(other.querySelector('a'), url).toBeNull();
      expect(other.textContent, url).toContain('Helpdesk · Ticket 8812');
    }
  });

  it('survives whatever a server sends in fields that nobody checks', () => {
    for (const odd of [null, 1, 'x', [null], [[]], [{}], {}, [{ relative_fire_minute: '1' }]])
      expect(() =>
        factsOf(
          {
            guid: 'g',
            reminders: odd,
            attachments: odd,
            dependencies: odd,
            origin: odd,
            subtask_count: odd,
            parent_task_guid: odd,
          },
          me,
        ),
      ).not.toThrow();
  });
});
