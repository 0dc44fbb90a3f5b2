// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { Sample } from '../../../entrypoints/options/Sample';
import { button, click, show, stubBrowser, text } from './stage';

describe('the built-in sample', () => {
  it('is pointed at, completed and reopened on the page alone', async () => {
    stubBrowser();
    const sent = vi.spyOn(globalThis, 'fetch');
    const finished = vi.fn();
    await show(<Sample finished={finished} />);
    document.querySelector('.ring-place')?.dispatchEvent(new MouseEvent('mouseenter'));
    await click(button('Complete the sample'));
    expect(text()).toContain('Completed.');
    expect(finished).not.toHaveBeenCalled();
    await click(button('Reopen the sample'));
    expect(button('Complete the sample')).toBeDefined();
    expect(finished).toHaveBeenCalledOnce();
    expect(sent).not.toHaveBeenCalled();
  });
});
