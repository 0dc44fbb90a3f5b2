// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { OwnPage } from '../../../components/OwnPage';
import type { OperationView, PopupTask } from '../../../lib/messages/contract';
import type { Task } from '../../../lib/task/schema';
import { has, mount, named, press, settle, type, unmount } from '../../components/mount';
import { type Place, poison } from '../../support/poison';
import { popup } from './open';
import { listed, stubBackground } from './stub';

const task: Task = {
  guid: 'guid-1',
  summary: 'QA sign-off',
  description: 'All of it',
  due: { timestamp: '1800000000000' },
  start: { timestamp: '1790000000000' },
  repeat_rule: 'FREQ=DAILY',
  mode: 1,
  is_milestone: true,
  extra: 'eyJhIjoxfQ==',
  custom_complete: { pc: { href: 'https://ci.example.com/x', tip: { en: 'In the tool' } } },
  creator: { id: 'ou_me', name: 'Anna' },
  members: [
    { id: 'ou_me', role: 'assignee', name: 'Anna' },
    { id: 'ou_2', role: 'assignee', name: 'Bo' },
  ],
  tasklists: [{ tasklist_guid: 'l' }],
  custom_fields: [
    { guid: 'f', name: 'Estimate', type: 'number', number_value: '3' },
    { guid: 'g', name: 'Area', type: 'text', text_value: 'North' },
  ],
};
const definitions = [
  { guid: 'f', name: 'Estimate', type: 'number' as const },
  { guid: 'g', name: 'Area', type: 'text' as const },
];
const task7 = { brand: 'feishu' as const, guid: 'guid-1', tabId: 7, origin: 'https://git.example.com' };
const parked: OperationView = {
  ...{ id: '1'.repeat(36), owner: { name: 'Anna', signedIn: true }, guid: 'guid-1', summary: 'A', base: {} },
  ...{ patch: { description: 'B' }, createdAt: 0, failure: { kind: 'server', reason: 'server_error', code: 7 } },
  brand: 'feishu',
  action: 'edit',
  state: 'parked',
};
const link = (guid: string) => ({ brand: 'feishu' as const, guid, text: `The link ${guid}` });
const FAILED = 'Tasklark could not show this part.';
const STEP_FAILED = 'Something in Tasklark failed just now.';

interface Surface {
  /** The task that was asked for in the page; without one the list is shown. */
  readonly intent?: PopupTask;
  /** What a person must be able to do there, each by itself: throws where it cannot be done. */
  readonly can: Readonly<Record<string, (background: ReturnType<typeof stubBackground>) => Promise<unknown> | unknown>>;
  /** Those whose failure takes everything along but the way on and the report. */
  readonly whole: RegExp;
}

const button = (name: string) => async () => named(name);

// Buttons that act wait until nothing was pressed for a while; here nobody presses by mistake.
vi.mock('../../../entrypoints/popup/use-settled', () => ({ useSettled: () => true }));

/** Each screen of the popup. */
const SURFACES: Readonly<Record<string, Surface>> = {
  'the form': {
    intent: task7,
    whole: /\/(App|TaskScreen|PlainTaskHead|PlainConfirmBody)#\d+$/,
    can: {
      'see the title': () => expect(document.querySelector('h1')?.textContent).toBe('QA sign-off'),
      'go back': button('Tasks on this page'),
      'change the description': async ({ inputs }) => {
        await type('Description', 'None of it');
        await press('Save 1 change');
        expect(inputs('task.patch')).toMatchObject([{ patch: { description: 'None of it' } }]);
      },
      'answer for what was refused': button('Discard change'),
      complete: async ({ inputs }) => {
        await press('Complete anyway');
        expect(inputs('task.act')).toHaveLength(1);
      },
    },
  },
  'the question': {
    intent: { ...task7, action: 'complete' },
    whole: /\/(App|TaskScreen|PlainTaskHead|PlainConfirmBody)#\d+$/,
    can: {
      'see the title': () => expect(document.querySelector('h1')?.textContent).toBe('QA sign-off'),
      cancel: button('Cancel'),
      edit: button('Edit'),
      complete: async ({ inputs }) => {
        await press('Complete anyway');
        expect(inputs('task.act')).toHaveLength(1);
      },
    },
  },
  'the list': {
    whole: /\/(App|ListScreen)#\d+$/,
    can: {
      'see each task': () => expect(document.querySelectorAll('.task-row')).toHaveLength(2),
      'open the options': button('Tasklark options'),
      'type an address': button('Task link or ID'),
      'see what waits': () => expect(document.querySelectorAll('.waiting-list li')).toHaveLength(1),
    },
  },
};

async function open({ intent }: Surface) {
  fakeBrowser.reset();
  const background = stubBackground(
    {
      'popup.intent': () => ({ task: intent ?? null }),
      'fields.read': () => ({ definitions, unreadable: [] }),
      'outbox.list': () => listed(parked),
      'page.links': () => ({
        ...{ origin: 'https://git.example.com', mode: 'direct', granted: true },
        links: [link('guid-1'), link('guid-2')],
      }),
      'session.list': () => ({
        redirectUrl: '',
        brands: [{ brand: 'feishu', app_id: 'a', hasSecret: true, account: { name: 'Anna' } as never }],
      }),
    },
    task,
  );
  mount(<OwnPage page="popup">{popup()}</OwnPage>);
  await settle();
  return background;
}

/** The places on a screen; of many of one kind on one path the first and the last. */
async function placesOf(surface: Surface): Promise<Place[]> {
  const drawing = poison();
  await open(surface);
  drawing.stop();
  unmount();
  const last = new Map<string, Place>();
  for (const place of drawing.seen) last.set(place.replace(/#\d+$/, ''), place);
  const some = [...last].flatMap(([path, place]) => [...new Set<Place>([`${path}#0`, place])]);
  // Boundaries catch, and what stands around them all is not ours to catch. Frames of waiting are gone by then.
  return some.filter(
    (place) =>
      !/(Boundary\([^)]*\)|OwnPage|FailedBesides|\/t|\$|Skeleton\w*|Opening)#\d+$|Skeleton\w*\/|Opening\//.test(place),
  );
}

/** What cannot be done any more once this place throws. */
async function lostBy(surface: Surface, place: Place): Promise<string[]> {
  const drawing = poison();
  drawing.isPoisoned = (one) => one === place;
  const background = await open(surface).catch(() => undefined);
  if (!background) return ['see anything'];
  const text = document.body.textContent ?? '';
  const lost: string[] = [];
  if (!text.includes(FAILED) && !text.includes(STEP_FAILED)) lost.push('hear that it failed');
  if (!has('Copy for a bug report')) lost.push('get the report');
  for (const [what, can] of Object.entries(surface.can)) {
    try {
      await can(background);
    } catch {
      lost.push(what);
    }
  }
  drawing.stop();
  unmount();
  return lost;
}

afterEach(unmount);

describe.each(Object.entries(SURFACES))('%s, whichever of its parts throws', (_, surface) => {
  it('loses nothing else', { timeout: 240_000 }, async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const places = await placesOf(surface);
    expect(places.length).toBeGreaterThan(20);
    const wrong: string[] = [];
    for (const place of places) {
      const lost = await lostBy(surface, place);
      const most = surface.whole.test(place) ? Number.POSITIVE_INFINITY : 1;
      const hasSaid = !lost.some((what) => /^(see anything|hear|get)/.test(what));
      if (!hasSaid || lost.length > most)
        wrong.push(`${place.split('/').slice(-4).join('/')}: cannot ${lost.join(', ')}`);
    }
    expect(wrong).toEqual([]);
  });
});
