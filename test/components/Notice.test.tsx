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
