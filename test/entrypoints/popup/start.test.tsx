// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readQuery } from '../../../entrypoints/popup/query';
import { PATIENCE_MS, start } from '../../../entrypoints/popup/start';
import type { PopupOpening, Result } from '../../../lib/messages/contract';
import { stubBackground } from './stub';

const task = { guid: 'guid-1', summary: 'QA sign-off', creator: { id: 'ou_me', name: 'Anna' } };

describe('the first thing that the popup draws', () => {
  let app: HTMLElement;
  let answer: () => void;
  let drawn: string[];
  const frame = () => app.querySelector(':scope > main[aria-busy=true] > ul') !== null;

  beforeEach(() => {
    fakeBrowser.reset();
    vi.useFakeTimers();
    const { view } = stubBackground({}, task);
    app = document.createElement('div');
    app.id = 'app';
    document.body.append(app);
    drawn = [];
    const known = { view: view(), draft: { ok: true, value: null } } as const;
    const opening = new Promise<Result<PopupOpening>>((resolve) => {
      answer = () => resolve({ ok: true, value: { task: { brand: 'feishu', guid: task.guid }, known } });
    });
    void start(readQuery(''), opening);
  });
  afterEach(async () => {
    await act(() => render(null, app));
    app.remove();
    vi.useRealTimers();
  });

  /** Lets time pass, and writes down what stands there then. */
  async function pass(ms: number): Promise<void> {
    await act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
    drawn.push(app.querySelector('.form textarea') ? 'form' : frame() ? 'frame' : app.innerHTML);
  }

  it('is the form where the answer comes soon', async () => {
    await pass(PATIENCE_MS - 1);
    answer();
    await pass(0);
    await pass(PATIENCE_MS);
    expect(drawn).toEqual(['', 'form', 'form']);
  });

  it('is the frame where it does not, and the form after it', async () => {
    await pass(PATIENCE_MS - 1);
    await pass(1);
    answer();
    await pass(0);
    expect(drawn).toEqual(['', 'frame', 'form']);
  });
});
