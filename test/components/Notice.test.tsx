// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ActionButton } from '../../components/ActionButton';
import { FailureNotice, Notices } from '../../components/Notice';
import { Sentence } from '../../components/Sentence';
import { TaskText } from '../../components/TaskText';
import { difference } from '../../components/value-words';
import { visible } from '../../lib/text/visible-text';
import { mount, named, press, speakEnglish, unmount } from './mount';

beforeEach(speakEnglish);
afterEach(unmount);

describe('FailureNotice', () => {
  it('stands in a polite live region with its words and the facts to copy', () => {
    const failure = {
      kind: 'forbidden',
      reason: 'no_edit_right',
      code: 1470403,
      log_id: 'L1',
      detail: 'no\u202epower',
    };
    mount(
      <Notices>
        <FailureNotice failure={failure as never} actions={<ActionButton name="Do" act={() => undefined} />} />
      </Notices>,
    );
    const region = document.querySelector('[aria-live=polite]');
    expect(region?.textContent).toContain('You may not edit this task.');
    expect(region?.querySelector('pre')?.textContent).toBe('code: 1470403\nlog_id: L1\nno⟨U+202E⟩power');
    expect(named('Do').tagName).toBe('BUTTON');
  });

  it('has no fold without facts', () => {
    mount(<FailureNotice failure={{ kind: 'offline', reason: 'no_network' }} />);
    expect(document.querySelector('details')).toBeNull();
  });
});

describe('the reason of a failure', () => {
  const reason = (failure: object) => {
    unmount();
    mount(<FailureNotice failure={failure as never} />);
    return document.querySelector('.notice-words')?.textContent ?? '';
  };

  it.each([
    ['our own check', 'repeat_rule: needs_due', 'A repeating task needs a due date.'],
    ['our own check of a length', 'summary: too_long', 'Title is too long: at most 3000 characters fit'],
    ['a custom field', 'Launch: cost: not_a_number', 'Launch: cost is not a plain number.'],
    ['a known refusal', "Invalid Param 'task.summary', must not be empty.", 'Title cannot be empty'],
    [
      'a rule',
      "Invalid Param 'repeat_rule', freq is invalid.",
      'Repeat was refused with these words: “freq is invalid.”',
    ],
    [
      'a field of a list',
      "Invalid Param 'custom_fields', the field is elsewhere.",
      'Custom fields was refused with these',
    ],
    ['an unknown field', "Invalid Param 'colour', is no colour.", 'It was refused with these words: “is no colour.”'],
    ['words of another shape', 'field validation failed', '“field validation failed”'],
  ])('stands in the notice: %s', (_, detail, words) => {
    expect(reason({ kind: 'invalid', reason: 'invalid_value', detail })).toContain(words);
  });

  it('names the scopes that are needed', () => {
    const detail = 'task:task:write, task:task:writeonly';
    expect(reason({ kind: 'forbidden', reason: 'scope_not_enabled', detail })).toContain(`Needed: ${detail}`);
  });

  it('is text of strangers, with nothing hidden in it, and cut', () => {
    const words = reason({ kind: 'invalid', reason: 'invalid_value', detail: `\u202e${'x'.repeat(500)}` });
    expect(words).toContain('⟨U+202E⟩x');
    expect(words.length).toBeLessThan(320);
    expect(document.querySelector('.notice-words bdi')).not.toBeNull();
  });

  it('is not told where the words say it all', () => {
    const failure = { kind: 'forbidden', reason: 'no_edit_right', detail: 'permission denied' };
    expect(reason(failure)).not.toContain('permission denied');
  });
});

describe('ActionButton', () => {
  it('says why it cannot be used', () => {
    mount(<ActionButton name="Save" why="Nothing has changed yet" act={() => undefined} />);
    const button = named<HTMLButtonElement>('Save');
    expect(button.disabled).toBe(true);
    expect(button.getAttribute('aria-description')).toBe('Nothing has changed yet');
  });

  it('does nothing while busy, and ignores the second click of a double click', async () => {
    const act = vi.fn();
    mount(<ActionButton name="Complete" busy act={act} />);
    await press('Complete');
    mount(<ActionButton name="Complete" act={act} />);
    named('Complete').dispatchEvent(new MouseEvent('click', { detail: 2 }));
    expect(act).not.toHaveBeenCalled();
    named('Complete').dispatchEvent(new MouseEvent('click', { detail: 1 }));
    expect(act).toHaveBeenCalledOnce();
  });
});

describe('text of others', () => {
  it('is a text node of its own direction, cut, with nothing hidden', () => {
    const root = mount(<TaskText text={'<b>x</b>\u202e\u0007'.padEnd(50, 'é')} longest={12} />);
    expect(root.querySelector('b')).toBeNull();
    expect(root.querySelector('bdi')?.textContent).toBe('<b>x</b>⟨U+202E⟩⟨U+0007⟩éé…');
  });

  it('keeps joiners, line feeds and characters outside the basic plane', () => {
    for (const text of ['👩‍💻', 'می‌خواهم', 'a\nb', '𝒳']) expect(visible(text)).toBe(text);
  });

  it('shows what only hides, and joiners that join nothing', () => {
    for (const code of [
      0x00, 0x07, 0x1b, 0x7f, 0x85, 0x9f, 0xad, 0x61c, 0x115f, 0x180e, 0x200b, 0x200e, 0x200f, 0x2028, 0x202a, 0x202e,
      0x2060, 0x2066, 0x2069, 0x3164, 0xfeff, 0xffa0, 0xe0041,
    ])
      expect(visible(`a${String.fromCodePoint(code)}b`)).toBe(
        `a⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩b`,
      );
    expect(visible('pay\u200cpal')).toBe('pay⟨U+200C⟩pal');
    expect(visible('\u200d李')).toBe('⟨U+200D⟩李');
  });

  it('stands in a sentence of ours by itself', () => {
    const words = (place: string) => `Before ${place}, after`;
    const root = mount(<Sentence words={words} text={'א\u202e'} />);
    expect(root.innerHTML).toBe('Before <bdi>א⟨U+202E⟩</bdi>, after');
    expect(mount(<Sentence words={() => 'No place'} text="x" />).innerHTML).toBe('No place');
  });

  it('is cut to where it differs', () => {
    const same = 'a beginning so long that it would hide the end, which alone changes ';
    expect(difference(`${same}4.2`, `${same}4.2.1`)).toEqual(['…es 4.2', '…es 4.2.1']);
    expect(difference('Tue, 24 Nov, 18:30:15', 'Tue, 24 Nov, 18:30:16')).toEqual([
      'Tue, 24 Nov, 18:30:15',
      'Tue, 24 Nov, 18:30:16',
    ]);
  });
});
