import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { noteOf } from '../../../entrypoints/acts/bar';
import type { Known, Look } from '../../../entrypoints/controls/look';
import { plainText } from '../../../lib/text/visible-text';
import messages from '../../../public/_locales/en/messages.json';

const AT_REST: Look = { state: 'todo', name: 'Complete task: Guide', description: '', title: 'Guide' };
const DUE: Known = {
  status: {
    brand: 'feishu',
    guid: 'e297ddff-06ca-4166-b917-4ce57cd3a7a0',
    summary: 'Guide',
    status: 'todo',
    overdue: false,
    next: 'complete',
    may: true,
    notes: [],
    progress: 'settled',
    due: { timestamp: String(new Date(2026, 10, 21, 18).getTime()) },
  },
};

beforeEach(() => {
  const words = messages as Record<string, { message: string } | undefined>;
  vi.spyOn(browser.i18n, 'getMessage').mockImplementation(((key: string, values: string[] = []) =>
    (words[key]?.message ?? '').replace(/\$(\d)/g, (_, n: string) => values[Number(n) - 1] ?? '')) as never);
  vi.spyOn(browser.i18n, 'getUILanguage').mockReturnValue('en');
});

describe('the note in a bar', () => {
  it('says when a task is due', () => {
    expect(noteOf(AT_REST, DUE, plainText)).toContain('due 11/21, 6:00');
  });

  it.each(['1775174400123000000', 'abc', '-5', '1e99'])('shows what is no date as it is: %s', (timestamp) => {
    const status = { ...DUE.status, due: { timestamp } } as NonNullable<Known['status']>;
    expect(noteOf(AT_REST, { status }, plainText)).toBe(`not a date: ${timestamp}`);
  });

  it('says first why it cannot act', () => {
    expect(noteOf({ ...AT_REST, description: 'Only its assignees may' }, DUE, plainText)).toBe(
      'Only its assignees may',
    );
  });

  it('is empty when there is nothing to say', () => {
    expect(noteOf(AT_REST, {}, plainText)).toBe('');
  });
});
