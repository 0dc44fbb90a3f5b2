// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Shortcuts } from '../../../entrypoints/options/Shortcuts';
import { button, click, settle, show, stubBrowser, text } from './stage';

const getAll = vi.fn();
const create = vi.fn();

beforeEach(() => {
  stubBrowser();
  getAll.mockResolvedValue([
    { name: 'complete', description: 'Complete it', shortcut: 'Alt+Shift+D' },
    { name: 'next', description: 'Next link', shortcut: '' },
    { name: '_execute_action', description: '', shortcut: 'Alt+Shift+K' },
  ]);
  create.mockReset().mockResolvedValue({});
  Object.assign(fakeBrowser, { commands: { getAll } });
  Object.assign(fakeBrowser.tabs, { create });
});

const rows = () => [...document.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.textContent));

describe('the shortcuts section', () => {
  it('shows the keys that the browser really assigned', async () => {
    await show(<Shortcuts />);
    expect(rows()).toEqual([
      ['Open the popup', 'Alt+Shift+K'],
      ['Complete it', 'Alt+Shift+D'],
      ['Next link', 'not set'],
    ]);
    getAll.mockResolvedValue([{ name: 'next', description: 'Next link', shortcut: 'Alt+Shift+J' }]);
    window.dispatchEvent(new Event('focus'));
    await settle();
    expect(rows()).toEqual([['Next link', 'Alt+Shift+J']]);
  });

  it('opens the browser’s own page to change them', async () => {
    await show(<Shortcuts />);
    await click(button('Change shortcuts'));
    expect(create).toHaveBeenCalledWith({ url: 'chrome://extensions/shortcuts' });
    const openShortcutSettings = vi.fn().mockResolvedValue(undefined);
    Object.assign(fakeBrowser, { commands: { getAll, openShortcutSettings } });
    await click(button('Change shortcuts'));
    expect(openShortcutSettings).toHaveBeenCalledOnce();
    expect(create).toHaveBeenCalledOnce();
  });

  it('says where that page is when it does not open', async () => {
    create.mockRejectedValue(new Error('Illegal URL'));
    await show(<Shortcuts />);
    await click(button('Change shortcuts'));
    expect(text()).toContain('about:addons');
  });
});
