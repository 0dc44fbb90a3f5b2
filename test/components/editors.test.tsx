// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChangePreview } from '../../components/ChangePreview';
import { type FormReading, type FormState, readForm } from '../../components/form-state';
import { PatchForm } from '../../components/PatchForm';
import type { Task } from '../../lib/task/schema';
import { has, mount, named, press, settle, speakEnglish, type, unmount } from './mount';

const due = { timestamp: String(Date.UTC(2026, 10, 24)), is_all_day: true };
const bare: Task = { guid: 'g', summary: 'QA sign-off', due };
const now = new Date('2026-11-22T12:00').getTime();
const me = { open_id: 'ou_me', name: 'Anna' };
let reading: FormReading;
let kept: FormState;

function Form({ task, state: first = {} }: { task: Task; state?: FormState }) {
  const [state, setState] = useState<FormState>(first);
  reading = readForm(task, state);
  kept = state;
  return (
    <>
      <PatchForm task={task} me={me} state={state} reading={reading} change={setState} disabled={false} now={now} />
      <ChangePreview task={task} me={me} reading={reading} now={now} />
    </>
  );
}

const preview = () => named('What will change').textContent ?? '';
const row = (name: string) => document.querySelector(`[data-field=${name}]`) as HTMLElement;
const more = () => document.querySelector('details.more') as HTMLDetailsElement;

async function choose(name: string, value: string): Promise<void> {
  await act(async () => {
    const control = named<HTMLSelectElement>(name);
    control.value = value;
    control.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
}

beforeEach(speakEnglish);
afterEach(unmount);

describe('Repeat', () => {
  const repeating: Task = { ...bare, repeat_rule: 'FREQ=DAILY' };

  it('is set by a choice, counted on, and taken back', async () => {
    mount(<Form task={bare} />);
    expect(named<HTMLSelectElement>('Repeat').value).toBe('none');
    expect(has('Clear Repeat')).toBe(false);
    await choose('Repeat', 'weekly');
    expect(reading.patch).toEqual({ repeat_rule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=TU' });
    await press('Friday');
    expect(reading.patch).toEqual({ repeat_rule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,FR' });
    // What counts the days is brought in when it is needed.
    await expect.poll(() => row('repeat_rule').textContent, { timeout: 10_000 }).toMatch(/Next: .*27.*Dec.*4/);
    expect(preview()).toContain('Repeat Does not repeat → Every week on Tue, Fri');
    await press('Restore Repeat');
    expect(reading.patch).toEqual({});
  });

  it('keeps its day toggles while the days pass through workdays', async () => {
    mount(<Form task={bare} />);
    await choose('Repeat', 'workdays');
    expect(named<HTMLSelectElement>('Repeat').value).toBe('workdays');
    await press('Saturday');
    expect(named<HTMLSelectElement>('Repeat').value).toBe('weekly');
    expect(reading.patch.repeat_rule).toBe('FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR,SA');
  });

  it('names a day, or a weekday, of the month', async () => {
    mount(<Form task={bare} />);
    await choose('Repeat', 'monthly_day');
    await type('Day of the month', '31');
    expect(reading.patch.repeat_rule).toBe('FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=31');
    await choose('Repeat', 'monthly_weekday');
    await choose('Which week of the month', '2');
    await choose('Weekday', 'FR');
    expect(reading.patch.repeat_rule).toBe('FREQ=MONTHLY;INTERVAL=1;WKST=MO;BYDAY=2FR');
  });

  it('is cleared by its button and by its first choice', async () => {
    mount(<Form task={repeating} />);
    await press('Clear Repeat');
    expect(reading.patch).toEqual({ repeat_rule: null });
    expect(preview()).toContain('Repeat cleared');
    await press('Restore Repeat');
    await choose('Repeat', 'none');
    expect(reading.patch).toEqual({ repeat_rule: null });
  });

  it('keeps the spelling of a rule when its own choice is chosen again', async () => {
    mount(<Form task={repeating} />);
    await choose('Repeat', 'biweekly');
    expect(reading.patch).toEqual({ repeat_rule: 'FREQ=WEEKLY;INTERVAL=2' });
    await choose('Repeat', 'daily');
    expect(reading.patch).toEqual({});
  });

  it('shows a rule that it does not know word for word, and lets it be replaced', async () => {
    const strange = 'FREQ=YEARLY;X-MOON=FULL';
    mount(<Form task={{ ...bare, repeat_rule: strange }} />);
    expect(named<HTMLSelectElement>('Repeat').value).toBe('other');
    expect(named<HTMLTextAreaElement>('Repeat rule').value).toBe(strange);
    await settle();
    expect(row('repeat_rule').textContent).toContain('Tasklark cannot tell the dates');
    expect(reading.patch).toEqual({});
    await type('Repeat rule', 'FREQ=DAILY;COUNT=3');
    expect(reading.patch).toEqual({ repeat_rule: 'FREQ=DAILY;COUNT=3' });
    await choose('Repeat', 'daily');
    expect(reading.patch).toEqual({ repeat_rule: 'FREQ=DAILY;INTERVAL=1' });
    expect(has('Repeat rule')).toBe(false);
  });

  it('lets any rule be typed, counts it near its limit, and refuses what is over', async () => {
    mount(<Form task={bare} />);
    await choose('Repeat', 'other');
    await type('Repeat rule', `FREQ=DAILY;${'X'.repeat(979)}`);
    expect(row('repeat_rule').textContent).toContain('10 characters left');
    await type('Repeat rule', `FREQ=DAILY;${'X'.repeat(990)}`);
    expect(reading.problems).toEqual([{ field: 'repeat_rule', problem: 'too_long' }]);
  });

  it('needs a due, and says so', async () => {
    mount(<Form task={{ guid: 'g', summary: 'x' }} />);
    await choose('Repeat', 'daily');
    expect(reading.problems).toEqual([{ field: 'repeat_rule', problem: 'needs_due' }]);
    expect(row('repeat_rule').textContent).toContain('needs a due date');
  });

  it('goes before a completion, and says so', async () => {
    mount(<Form task={bare} />);
    await choose('Repeat', 'daily');
    await type('Completed at', '2026-11-22');
    expect(row('repeat_rule').textContent).toContain('Save sends Repeat first');
    expect(reading.problems).toEqual([]);
    expect(reading.steps.map((step) => Object.keys(step))).toEqual([['repeat_rule'], ['completed_at']]);
    expect(document.querySelectorAll('.request pre')).toHaveLength(2);
  });
});

describe('Completion mode', () => {
  it('is one of two, and never cleared', async () => {
    mount(<Form task={bare} />);
    expect(named<HTMLSelectElement>('Completion mode').selectedOptions[0]?.textContent).toBe('Anyone may complete');
    expect(has('Clear Completion mode')).toBe(false);
    await choose('Completion mode', '1');
    expect(reading.patch).toEqual({ mode: 1 });
    expect(preview()).toContain('Completion mode Anyone may complete → Everyone must complete');
    await choose('Completion mode', '2');
    expect(reading.patch).toEqual({});
  });
});

describe('Completed at', () => {
  const at = new Date('2026-11-20T10:30:15').getTime();

  it('completes at a time', async () => {
    mount(<Form task={bare} />);
    await type('Completed at', '2026-11-21');
    expect(named<HTMLInputElement>('Completed at time').step).toBe('1');
    await type('Completed at time', '08:15:42');
    expect(reading.patch).toEqual({ completed_at: String(new Date('2026-11-21T08:15:42').getTime()) });
    expect(preview()).toContain('08:15:42');
    expect(row('completed_at').textContent).toContain('Saving completes the task');
  });

  it('reopens when it is cleared, and says so', async () => {
    mount(<Form task={{ ...bare, completed_at: String(at) }} />);
    expect(named<HTMLInputElement>('Completed at time').value).toBe('10:30:15');
    await press('Clear Completed at');
    expect(reading.patch).toEqual({ completed_at: '0' });
    expect(row('completed_at').className).toContain('stance-clear');
    expect(row('completed_at').textContent).toContain('Saving reopens the task.');
    expect(preview()).toContain('Completed at cleared');
  });

  it('reopens first when a done task gets another time', async () => {
    mount(<Form task={{ ...bare, completed_at: String(at) }} />);
    await type('Completed at time', '11:00');
    expect(reading.steps).toEqual([
      { completed_at: '0' },
      { completed_at: String(new Date('2026-11-20T11:00').getTime()) },
    ]);
    expect(row('completed_at').textContent).toContain('Save reopens it first');
  });
});

describe('Seconds', () => {
  const moment = (local: string) => ({ timestamp: String(new Date(local).getTime()), is_all_day: false });
  const step = (name: string) => named<HTMLInputElement>(name).step;

  it('of start and due stand there where the task has some, and stay when the date is edited', async () => {
    mount(<Form task={{ ...bare, due: moment('2026-11-24T18:30:15'), start: moment('2026-11-20T09:00') }} />);
    expect([step('Due time'), step('Start time')]).toEqual(['1', '60']);
    expect(named<HTMLInputElement>('Due time').value).toBe('18:30:15');
    await type('Due', '2026-11-25');
    expect(reading.patch).toEqual({ due: moment('2026-11-25T18:30:15') });
    // Still there to be typed again once they are gone.
    await type('Due time', '18:30');
    expect(step('Due time')).toBe('1');
    expect(reading.patch).toEqual({ due: moment('2026-11-25T18:30') });
    await press('Restore Due');
    expect(reading.patch).toEqual({});
  });

  it('that alone differ are told in words', async () => {
    mount(<Form task={{ ...bare, due: moment('2026-11-24T18:30:15') }} />);
    await type('Due time', '18:30:16');
    expect(preview()).toMatch(/Due Tue.*18:30:15 → Tue.*18:30:16/);
  });
});

describe('Extra data', () => {
  it('shows what Base64 says, and alters nothing by that', () => {
    mount(<Form task={{ ...bare, extra: 'dGVzdA==' }} />);
    expect(named<HTMLTextAreaElement>('Extra data').value).toBe('dGVzdA==');
    expect(row('extra').textContent).toContain('8 characters');
    expect(row('extra').querySelector('pre')?.textContent).toBe('test');
    expect(reading.patch).toEqual({});
    expect(kept).toEqual({});
  });

  it('is set and cleared, and counted near its limit', async () => {
    mount(<Form task={{ ...bare, extra: 'a\r\nb' }} />);
    await type('Extra data', 'a\nbc');
    expect(reading.patch).toEqual({ extra: 'a\r\nbc' });
    await press('Clear Extra data');
    expect(reading.patch).toEqual({ extra: null });
    expect(named<HTMLTextAreaElement>('Extra data').placeholder).toContain('a');
    await type('Extra data', 'x'.repeat(65_530));
    expect(row('extra').textContent).toContain('6 characters left');
    await type('Extra data', 'x'.repeat(65_537));
    expect(reading.problems).toEqual([{ field: 'extra', problem: 'too_long' }]);
  });
});

describe('Custom completion', () => {
  const link = (platform: string) => `Custom completion, ${platform}: link`;
  const tip = (platform: string, language: string) => `Custom completion, ${platform}: tip, ${language}`;

  it('fills two of thirty-six', async () => {
    mount(<Form task={bare} />);
    await type(link('computer'), 'https://www.example.com');
    await type(tip('computer', 'English'), 'workbench');
    expect(reading.patch).toEqual({
      custom_complete: { pc: { href: 'https://www.example.com', tip: { en_us: 'workbench' } } },
    });
    expect(preview()).toContain('Custom completion · Computer · English not set → workbench');
    expect(kept.custom_complete).toBe(JSON.stringify(reading.patch.custom_complete));
  });

  it('has a language for the asking, each platform by itself', async () => {
    mount(<Form task={bare} />);
    expect(has(tip('computer', 'German'))).toBe(false);
    await press('Custom completion: Android');
    await press('Add a language');
    await press('Add German');
    expect(document.activeElement).toBe(named(tip('Android', 'German')));
    await type(tip('Android', 'German'), 'Werkbank');
    expect(reading.patch).toEqual({ custom_complete: { android: { tip: { de_de: 'Werkbank' } } } });
    expect(named('Custom completion: Android').getAttribute('aria-description')).toBe('1 filled');
    await press('Use for all platforms');
    expect(Object.keys(reading.patch.custom_complete ?? {})).toEqual(['pc', 'ios', 'android']);
  });

  it('changes one text and leaves the others, unknown languages too', async () => {
    const custom_complete = { ios: { href: 'https://a.example', tip: { en_us: 'a', pt_br: 'b' } } };
    mount(<Form task={{ ...bare, custom_complete }} />);
    expect(more().open).toBe(true);
    await type(tip('iOS', 'English'), '');
    expect(has(tip('iOS', 'English'))).toBe(true);
    expect(reading.patch).toEqual({ custom_complete: { ios: { href: 'https://a.example', tip: { pt_br: 'b' } } } });
    expect(preview()).toContain('iOS · English cleared');
    expect(has(tip('iOS', 'pt_br'))).toBe(true);
  });

  it('is cleared as a whole', async () => {
    mount(<Form task={{ ...bare, custom_complete: { pc: { href: 'https://a.example' } } }} />);
    await press('Clear Custom completion');
    expect(reading.patch).toEqual({ custom_complete: null });
    expect(preview()).toContain('Custom completion cleared');
    await press('Restore Custom completion');
    expect(named<HTMLInputElement>(link('computer')).value).toBe('https://a.example');
  });

  it.each(['javascript:alert(1)', 'www.example.com', 'ftp://a.example'])('refuses the link %s', async (href) => {
    mount(<Form task={bare} />);
    await type(link('computer'), href);
    expect(reading.problems).toEqual([{ field: 'custom_complete', problem: 'not_a_web_link' }]);
    expect(named(link('computer')).getAttribute('aria-invalid')).toBe('true');
    expect(row('custom_complete').textContent).toContain('must begin with http:// or https://');
  });

  it('refuses a tip of 1,001 characters, and counts near that', async () => {
    mount(<Form task={bare} />);
    await type(tip('computer', 'English'), '😀'.repeat(990));
    expect(row('custom_complete').textContent).toContain('10 characters left');
    await type(tip('computer', 'English'), '😀'.repeat(1001));
    expect(reading.problems).toEqual([{ field: 'custom_complete', problem: 'tip_too_long' }]);
  });
});

describe('More', () => {
  it('opens by itself for what is set or wrong', async () => {
    mount(<Form task={bare} />);
    expect(more().open).toBe(false);
    mount(<Form task={bare} state={{ mode: '1' }} />);
    await settle();
    expect(more().open).toBe(true);
    mount(<Form task={{ ...bare, extra: 'x' }} />);
    await settle();
    expect(more().open).toBe(true);
  });
});
