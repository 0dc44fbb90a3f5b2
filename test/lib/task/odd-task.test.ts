import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edit, readForm } from '../../../components/form-state';
import { getTask, listMyTasks, patchTask } from '../../../lib/feishu/tasks';
import { REQUESTS } from '../../../lib/messages/contract';
import { completionOf, partsOf } from '../../../lib/task/completion';
import { conflicts } from '../../../lib/task/conflicts';
import { FIELDS, type FieldName } from '../../../lib/task/fields';
import { noticed } from '../../../lib/task/noticed';
import { apply, baseOf, toRequest } from '../../../lib/task/patch';
import { isTask } from '../../../lib/task/read-task';
import type { Task } from '../../../lib/task/schema';
import { statusOf, verdicts } from '../../../lib/task/status';
import { type Spoilt, spoilt } from '../../support/mutate';
import { GUID, SAMPLES } from './odd-samples';

const seed = 20_261_130;
const NOW = 1_790_000_000_000;
const me = { open_id: 'ou_me', name: 'Anna' };
const access = { api: 'https://open.feishu.cn', token: 't' };
/** Text, as it comes over the network: what JSON cannot say is not sent. */
const answering = (data: unknown) => ({
  fetch: (async () => new Response(JSON.stringify({ code: 0, msg: 'success', data }))) as typeof fetch,
  now: () => NOW,
});
const read = (task: unknown): Promise<Task> => getTask(answering({ task }), access, GUID);

const fields = (task: Task) =>
  FIELDS.map(({ name }) => name).filter((name) => !(task.unreadable && name in task.unreadable));

/** A field other than the spoilt one, which every task must let the user change. */
const otherField = (path: Spoilt['path']): FieldName => (path[0] === 'summary' ? 'description' : 'summary');

/** What another part's being odd may well change: who may do what, and whether there is anything to do. */
const DECIDES = new Set(['members', 'creator', 'mode', 'status', 'completed_at', 'custom_complete', 'repeat_rule']);

describe('a task of which one part is odd', () => {
  it('is read, its other parts as ever, and each of them can be changed', async () => {
    const plain = new Map<unknown, Task>();
    for (const sample of SAMPLES) plain.set(sample, await read(sample));
    await fc.assert(
      fc.asyncProperty(spoilt(SAMPLES), async ({ sample, value, path }) => {
        const task = await read(value);
        expect(task.guid).toBe(GUID);
        expect(isTask(JSON.parse(JSON.stringify(task)))).toBe(true);

        // Everything else is as without the odd part.
        const whole = plain.get(sample);
        if (whole)
          for (const [name, part] of Object.entries(whole))
            if (name !== path[0] && name !== 'unreadable' && name !== 'guid') expect(task[name], name).toEqual(part);

        // Every view of it can be told, and completing is judged as ever.
        const judged = verdicts(task, me);
        expect(() => [statusOf('feishu', task, me, NOW, 'settled'), completionOf(task), partsOf(task)]).not.toThrow();
        if (whole && !DECIDES.has(String(path[0]))) expect(judged).toEqual(verdicts(whole, me));
        if (judged.complete.may) expect(judged.complete.why).toBeUndefined();

        // Another field is changed alone, passes the background's door, and meets nobody else's change.
        const name = otherField(path);
        const reading = readForm(task, edit(task, {}, name, 'New words'));
        expect(readForm(task, {})).toMatchObject({ patch: {}, changed: [], problems: [] });
        expect(reading.problems).toEqual([]);
        expect(toRequest(reading.patch)).toEqual({ task: { [name]: 'New words' }, update_fields: [name] });
        const base = baseOf(task, reading.patch);
        const input = { id: GUID, brand: 'feishu', guid: GUID, patch: reading.patch, base };
        expect(REQUESTS['task.patch'].input.safeParse(input).success).toBe(true);
        expect(conflicts(await read(value), reading.patch, base)).toEqual([]);
        expect(noticed(task, reading.patch, apply(task, reading.patch))).toBeUndefined();
      }),
      { numRuns: 10_000, seed },
    );
  }, 180_000);

  it('hides nothing: what is not shown as a value is kept as it came', async () => {
    await fc.assert(
      fc.asyncProperty(spoilt(SAMPLES), async ({ value, path }) => {
        const task = await read(value);
        const [name = ''] = path;
        const sent = JSON.parse(JSON.stringify(value))[name];
        if (path.length > 1 || sent === undefined || sent === null) return;
        const isNothing = sent === '' || (typeof sent === 'object' && Object.keys(sent).length === 0);
        if (isNothing || (Array.isArray(sent) && sent.every((one) => one === null))) return;
        const zero = (name === 'mode' && typeof sent !== 'object' && Number(sent) === 0) || name === 'guid';
        if (!zero) expect(task[name] !== undefined || task.unreadable?.[name] !== undefined, String(name)).toBe(true);
      }),
      { numRuns: 4_000, seed },
    );
  }, 60_000);

  it('is the same as itself in every field, so that it is in nobody’s way', async () => {
    await fc.assert(
      fc.asyncProperty(spoilt(SAMPLES), async ({ value }) => {
        const [task, again] = [await read(value), await read(value)];
        for (const name of fields(task)) {
          const base = baseOf(task, { [name]: name === 'custom_fields' ? (task.custom_fields ?? []) : null });
          expect(conflicts(again, { [name]: name === 'custom_fields' ? [] : null }, base), name).toEqual([]);
        }
        expect(noticed(task, {}, again)).toBeUndefined();
      }),
      { numRuns: 2_000, seed },
    );
  }, 60_000);
});

describe('what is taken for what it means', () => {
  it.each<[string, object, object]>([
    ['a number for a text', { summary: 5, extra: 1.5 }, { summary: '5', extra: '1.5' }],
    ['a text for a number', { mode: '1' }, { mode: 1 }],
    ['a text for yes and no', { is_milestone: 'True' }, { is_milestone: true }],
    ['a number for yes and no', { is_milestone: 0 }, { is_milestone: false }],
    ['a number for a moment', { completed_at: 1675742789470 }, { completed_at: '1675742789470' }],
    ['a moment alone', { due: 1675742789470 }, { due: { timestamp: '1675742789470' } }],
    ['a day in words', { due: { timestamp: 5, is_all_day: '1' } }, { due: { timestamp: '5', is_all_day: true } }],
    ['an id alone', { members: ['ou_1'] }, { members: [{ id: 'ou_1' }] }],
    ['somebody without an id', { members: [{ name: 'Bo' }, {}] }, { members: [{ id: '', name: 'Bo' }, { id: '' }] }],
    ['null among others', { members: [null, { id: 1 }] }, { members: [{ id: '1' }] }],
    ['a number in a custom field', customOf({ number_value: 12.5 }), customOf({ number_value: '12.5' })],
  ])('%s', async (_, sent, meant) => {
    const task = await read({ guid: GUID, ...sent });
    expect(task).toEqual({ guid: GUID, ...meant });
  });

  it.each<[string, object]>([
    ['nothing at all', {}],
    ['null', { due: null, members: null, custom_complete: null }],
    ['empty objects', { due: {}, start: {}, creator: {}, custom_complete: {}, members: {}, custom_fields: {} }],
    ['empty lists', { due: [], completed_at: [], mode: [] }],
    [
      'empty texts',
      {
        due: '',
        start: '',
        mode: '',
        is_milestone: '',
        creator: '',
        custom_complete: '',
        members: '',
        custom_fields: '',
      },
    ],
    ['a due without a timestamp', { due: { is_all_day: true }, start: { timestamp: null } }],
  ])('%s is not set', async (_, sent) => {
    const task = await read({ guid: GUID, summary: 'A', ...sent });
    expect(Object.keys(task).filter((name) => !['members', 'custom_fields'].includes(name))).toEqual([
      'guid',
      'summary',
    ]);
  });

  it.each<[string, object, string, unknown]>([
    ['a list for a text', { summary: ['A'] }, 'summary', ['A']],
    ['an unknown mode', { mode: 3 }, 'mode', 3],
    ['a word for yes and no', { is_milestone: 'maybe' }, 'is_milestone', 'maybe'],
    [
      'a word for whether it is a day',
      { due: { timestamp: '5', is_all_day: 'x' } },
      'due',
      { timestamp: '5', is_all_day: 'x' },
    ],
    ['a text for people', { members: 'ou_1' }, 'members', 'ou_1'],
    ['a number among people', { members: [{ id: 'a' }, 5] }, 'members', [5]],
    [
      'a platform that we do not know',
      { custom_complete: { tv: { href: 'x' } } },
      'custom_complete',
      { tv: { href: 'x' } },
    ],
    ['a custom field without an id', { custom_fields: [{ text_value: 'x' }] }, 'custom_fields', [{ text_value: 'x' }]],
  ])('%s is kept as it came', async (_, sent, name, raw) => {
    expect((await read({ guid: GUID, ...sent })).unreadable).toEqual({ [name]: raw });
  });

  it.each<[string, object, unknown]>([
    ['somebody without an id', { member_value: [{ name: 'Bo' }] }, [{ name: 'Bo' }]],
    ['an option with a space', { multi_select_value: ['a b'] }, ['a b']],
    ['a text in a list', { text_value: ['x'] }, ['x']],
    ['a kind that we do not know', { type: 'rating', rating_value: 5 }, 5],
  ])('%s in a custom field makes that one unreadable', async (_, value, raw) => {
    const task = await read({ guid: GUID, ...customOf(value) });
    expect(task.custom_fields?.[0]?.unreadable).toEqual(raw);
    expect(task.unreadable).toBeUndefined();
  });

  it('a mark of ours that the server sends is not believed', async () => {
    expect((await read({ guid: GUID, summary: 'A', unreadable: { summary: 1 } })).unreadable).toBeUndefined();
  });
});

function customOf(value: object) {
  return { custom_fields: [{ guid: 'f', name: 'Field', ...value }] };
}

describe('an answer', () => {
  const patch = { task: { summary: 'x' }, update_fields: ['summary'] } as const;

  it.each([undefined, null, {}, [], 'ok', 5, { task: null }, { task: [] }, { task: 'x' }, { task: {} }])(
    'to a change that holds no task is no failure: %j',
    async (data) => {
      expect(await patchTask(answering(data), access, GUID, patch)).toBeUndefined();
      await expect(read((data as { task?: unknown } | undefined)?.task)).rejects.toMatchObject({
        failure: { kind: 'server', reason: 'unexpected_answer' },
      });
    },
  );

  it('may be wrapped once more', async () => {
    expect(await read({ task: { guid: GUID, summary: 'A' } })).toMatchObject({ guid: GUID, summary: 'A' });
  });

  it('with one odd task on a page shows the others and that one', async () => {
    const others = SAMPLES.slice(0, 3).map((sample, position) => ({ ...sample, guid: `guid-${position}` }));
    await fc.assert(
      fc.asyncProperty(spoilt(SAMPLES), async ({ value, path }) => {
        const items = [others[0], { ...(value as object), guid: GUID }, null, 5, others[1], others[2]];
        const { tasks, next } = await listMyTasks(answering({ items, has_more: 'true', page_token: 7 }), access);
        expect(tasks.map(({ guid }) => guid)).toEqual(['guid-0', GUID, 'guid-1', 'guid-2']);
        expect(next).toBe('7');
        expect(path.length).toBeGreaterThan(0);
      }),
      { numRuns: 500, seed },
    );
  });

  it.each([undefined, null, {}, [], 'x', { items: 5 }, { items: {} }])(
    'that is no page is an empty one: %j',
    async (data) => {
      expect(await listMyTasks(answering(data), access)).toEqual({ tasks: [] });
    },
  );
});
