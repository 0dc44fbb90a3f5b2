import { type Answering, type Language, type Row, type Scene, type Step, says } from '../model';
import { APP, account, session } from '../samples/account';
import { everyField } from '../samples/fields';
import { linksTo, outboxOf, showing, site, usual } from '../samples/own-page';
import { tasks, viewOf, viewsByTask } from '../samples/tasks';
import { HEALTHY, options, section } from './options';
import { operation } from './popup-list';

/** Not what the background ever answers: whatever throws while its part is drawn looks like this. */
const ODD = 5 as never;

const error = (state: string, scene: (language: Language) => Scene, more: Partial<Row> = {}): Row => ({
  ...{ surface: 'error', document: 'popup', state, scene, ...more },
});

const inList = (state: string, answers: (language: Language) => Answering) =>
  error(state, (language) => ({ answers: { ...usual(language), ...answers(language) } }));

const wholeTask = (language: Language, more: Partial<Scene> = {}): Scene => ({
  ...showing(everyField(language).task, language, {
    answers: { 'fields.read': says(ODD), 'diagnostics.read': says(HEALTHY) },
  }),
  ...more,
});

const REPORT: Step = { press: '.part-failed .beside .button' };

/** A part that throws, in each place where one can stand; the rest goes on. */
export const ERRORS: readonly Row[] = [
  inList('row of the list', (language) => {
    const { overdue, todo, done } = tasks(language);
    return {
      'page.links': says(site({ links: linksTo(overdue, todo, done) })),
      'task.read': viewsByTask([
        viewOf(overdue, language),
        { ...viewOf(todo, language), task: { ...todo, members: ODD } },
        viewOf(done, language),
      ]),
    };
  }),
  inList('change that waits', (language) => ({
    'outbox.list': says(outboxOf([operation(language, { id: 'first', owner: ODD }), operation(language)])),
  })),
  inList('whole list', () => ({ 'page.links': says(site({ links: ODD })) })),
  error('whole task', (language) => wholeTask(language)),
  error('report that cannot be copied', (language) => ({
    ...wholeTask(language, { browser: { clipboard: 'refused' } }),
    steps: [REPORT, { wait: '.part-failed textarea' }],
  })),
  error(
    'head and fields of a task',
    (language) => {
      const { task, fields } = everyField(language);
      const [number, ...others] = fields.definitions;
      const definitions = [{ ...number, number_setting: null as never }, ...others] as typeof fields.definitions;
      const scene = showing(task, language, { answers: { 'fields.read': says({ ...fields, definitions }) } });
      const view = { ...viewOf(task, language), task: { ...task, description: ODD }, parts: ODD };
      const known = { view, draft: { ok: true, value: null } } as const;
      return {
        answers: {
          ...scene.answers,
          'popup.intent': says({ task: { brand: 'feishu', guid: task.guid }, known }),
          'task.read': says(view),
          'task.peek': says(view),
        },
      };
    },
    { tall: 1800 },
  ),
  error('one notice', (language) =>
    showing(tasks(language).bare, language, { answers: { 'session.list': says(ODD) } }),
  ),
  error('every notice', (language) => showing(tasks(language).bare, language, { view: { noticed: ODD } })),
  error('outside of drawing', (language) => ({
    ...showing(tasks(language).bare, language, { draft: { summary: 'x' } }),
    browser: { clipboard: 'refused' },
    // A page listens once it has been painted.
    steps: [{ rest: 400 }, { open: '.request > summary' }, { press: '.request .button' }, { wait: '.part-failed' }],
  })),
  options(
    'section of the options',
    {
      answers: (language) => ({
        'session.list': says(session({ brand: 'feishu', ...APP, account: account(language, { scopes: ODD }) })),
      }),
    },
    { surface: 'error', only: section(1) },
  ),
  options('whole options page', { answers: () => ({ 'session.list': says(ODD) }) }, { surface: 'error' }),
];
