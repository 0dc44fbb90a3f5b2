// @vitest-environment happy-dom
import { Component } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Boundary, bounded } from '../../components/Boundary';
import { OwnPage } from '../../components/OwnPage';
import { has, mount, press, settle, speakEnglish, unmount } from './mount';

const SECRET = 'Buy a ring for Anna';
const FAILED = 'Tasklark could not show this part.';

let drawn = 0;
let copied = '';

beforeEach(() => {
  speakEnglish();
  drawn = 0;
  copied = '';
  fakeBrowser.runtime.id = 'test';
  Object.assign(fakeBrowser.runtime, {
    getManifest: () => ({ version: '1.2.3' }),
    sendMessage: async () => ({ ok: false, failure: { kind: 'offline', reason: 'no_network' } }),
  });
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => {
    copied = text;
  });
});
afterEach(() => {
  unmount();
  vi.restoreAllMocks();
});

const boom = (): never => {
  drawn += 1;
  throw new RangeError(`Invalid time value: ${SECRET}`);
};

class ClassDraw extends Component {
  override render() {
    return boom();
  }
}
class ClassMount extends Component {
  override componentDidMount() {
    boom();
  }
  override render() {
    return <p>drawn</p>;
  }
}

const THROWING = {
  'while it is drawn': () => boom(),
  'in an effect': () => {
    useEffect(boom, []);
    return <p>drawn</p>;
  },
  'in a layout effect': () => {
    useLayoutEffect(boom, []);
    return <p>drawn</p>;
  },
  'when its effect ends': () => {
    const [on, setOn] = useState(true);
    useEffect(() => setOn(false), []);
    return on ? <Ending /> : <p>after</p>;
  },
  'when a state is computed': () => <>{useState(boom)[0]}</>,
  'in a reference': () => <p ref={(element) => void (element && boom())}>drawn</p>,
  'in a class': ClassDraw,
  'in a class once it stands': ClassMount,
  'on a state of its own that changes later': () => {
    const [bad, setBad] = useState(false);
    useEffect(() => setBad(true), []);
    return bad ? boom() : <p>drawn</p>;
  },
};

function Ending() {
  useEffect(() => boom, []);
  return <p>before</p>;
}

describe.each(Object.entries(THROWING))('a part that throws %s', (_, Part) => {
  const page = () => (
    <OwnPage page="test">
      <main>
        <p>Before</p>
        <Boundary part="form">
          <Part />
        </Boundary>
        <button type="button">Rest</button>
      </main>
    </OwnPage>
  );

  it('is replaced by words, the rest stays, and nothing is drawn again by itself', async () => {
    mount(page());
    await settle();
    expect(document.body.textContent).toContain(FAILED);
    expect(document.body.textContent).toContain('Before');
    expect(has('Rest')).toBe(true);
    const after = drawn;
    await act(async () => new Promise((resolve) => setTimeout(resolve, 100)));
    expect(drawn).toBe(after);
    expect(drawn).toBeLessThanOrEqual(2);
  });

  it('offers a report in fixed words', async () => {
    mount(page());
    await settle();
    await press('Copy for a bug report');
    expect(copied).toContain('Tasklark 1.2.3');
    expect(copied).toContain('State: not known, offline/no_network');
    expect(copied).toContain('Failed in a page: form, RangeError');
    expect(copied).not.toContain(SECRET);
  });
});

describe('a part that failed', () => {
  it('is tried again when the user asks for it', async () => {
    let broken = true;
    const Once = bounded('once', () => (broken ? boom() : <p>Here again</p>));
    mount(<Once />);
    expect(document.body.textContent).toContain(FAILED);
    await press('Try again');
    expect(document.body.textContent).toContain(FAILED);
    broken = false;
    await press('Try again');
    expect(document.body.textContent).toBe('Here again');
  });

  it('is the innermost one', () => {
    mount(
      <Boundary part="outer">
        <p>Outer</p>
        <Boundary part="inner" instead={<p>In its place</p>}>
          <ClassDraw />
        </Boundary>
      </Boundary>,
    );
    expect(document.body.textContent).toBe('OuterIn its place');
  });

  it('may be the whole page', async () => {
    mount(
      <OwnPage page="options">
        <ClassDraw />
      </OwnPage>,
    );
    expect(document.body.textContent).toContain(FAILED);
    await press('Copy for a bug report');
    expect(copied).toContain('Failed in a page: options, RangeError');
  });
});

describe('what fails outside of drawing', () => {
  const event = (type: string, more: object) =>
    act(async () => void dispatchEvent(Object.assign(new Event(type), more)));

  it.each<[string, string, object]>([
    ['in a handler', 'error', { error: new TypeError(SECRET) }],
    ['in an answer that nobody awaited', 'unhandledrejection', { reason: new TypeError(SECRET) }],
  ])('%s is said beside the page, with the report', async (_, type, more) => {
    mount(
      <OwnPage page="popup">
        <p>Still here</p>
      </OwnPage>,
    );
    await settle();
    await event(type, more);
    expect(document.body.textContent).toContain('Still here');
    expect(document.body.textContent).toContain('Something in Tasklark failed just now.');
    await press('Copy for a bug report');
    expect(copied).toContain('Failed in a page: popup, outside of drawing, TypeError');
    expect(copied).not.toContain(SECRET);
    await press('Dismiss');
    expect(document.body.textContent).toBe('Still here');
  });

  it('is not a late resize observer', async () => {
    mount(
      <OwnPage page="popup">
        <p>Still here</p>
      </OwnPage>,
    );
    await settle();
    await event('error', { message: 'ResizeObserver loop completed with undelivered notifications.' });
    expect(document.body.textContent).toBe('Still here');
  });

  it('shows the report where the clipboard is refused', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('refused'));
    mount(<Boundary part="form">{<ClassDraw />}</Boundary>);
    await press('Copy for a bug report');
    expect(document.querySelector('textarea')?.value).toContain('Failed in a page: form');
  });
});
