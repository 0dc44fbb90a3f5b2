import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../entrypoints/background/operation';
import { type Means, perform } from '../../../entrypoints/background/perform';
import { undoOf } from '../../../entrypoints/background/standing';
import type { Account } from '../../../entrypoints/background/store';
import { type Failure, FailureError, toFailure } from '../../../lib/failure';
import type { CustomFieldDefinition } from '../../../lib/task/custom-fields';
import { apply, restorable, type TaskPatch, touched } from '../../../lib/task/patch';
import type { Task } from '../../../lib/task/schema';

const anna: Account = { brand: 'feishu', tenant_key: 't1', open_id: 'ou_anna', name: 'Anna' };
const GUID = '11111111-1111-4111-8111-111111111111';

const operation = (patch: TaskPatch, base: TaskPatch, more: Partial<Operation> = {}): Operation => ({
  id: '00000000-0000-4000-8000-000000000001',
  seq: 1,
  account: anna,
  guid: GUID,
  summary: '',
  action: 'edit',
  patch,
  base,
  state: 'sending',
  attempts: 1,
  createdAt: 0,
  notBefore: 0,
  ...more,
});

/** A server of one task. `meanwhile` is somebody else, between our read and our write; `stores` changes what is written. */
function world(first: Partial<Task>, also: { meanwhile?: Partial<Task>; stores?: (task: Task) => Task } = {}) {
  const marked: Operation[] = [];
  const writes: TaskPatch[] = [];
  const refusals: Failure[] = [];
  const faults: { at: number; failure: Failure }[] = [];
  const definitions: CustomFieldDefinition[] = [];
  let task: Task = { guid: GUID, summary: 'Old', status: 'todo', completed_at: '0', ...first };
  const means: Means = {
    remote: {
      get: async () => task,
      async patch(_account, _guid, patch) {
        const fault = faults.find(({ at }) => at === writes.length);
        if (fault) {
          faults.splice(faults.indexOf(fault), 1);
          throw new FailureError(fault.failure);
        }
        // As the server has it: a completed task takes no other completion time.
        if (task.completed_at !== '0' && (patch.completed_at ?? '0') !== '0')
          throw new FailureError({ kind: 'invalid', reason: 'invalid_value', code: 1470400 });
        writes.push(patch);
        task = apply({ ...task, ...also.meanwhile }, patch);
        return also.stores ? also.stores(task) : task;
      },
    },
    clock: { now: () => 0, server: () => 0, observe: () => undefined },
    seen: async () => undefined,
    definitions: async () => definitions,
    refused: async (_account, _task, _patch, failure) => void refusals.push(failure),
    mark: async (one) => void marked.push(one),
    begun: async () => undefined,
  };
  return { means, marked, writes, refusals, faults, definitions, task: () => task };
}

const failureOf = (work: Promise<unknown>) => work.then(() => undefined, toFailure);

describe('another completion time', () => {
  const patch = { completed_at: '2000000' };
  const base = { completed_at: '1000000' };

  it('of a done task takes two writes: reopen, then complete', async () => {
    const w = world({ status: 'done', completed_at: '1000000' });
    const outcome = await perform(w.means, operation(patch, base));
    expect(outcome).toMatchObject({ ending: 'applied', base, patch });
    expect(w.writes).toEqual([{ completed_at: '0' }, patch]);
    expect(w.marked).toMatchObject([{ reopens: true }]);
  });

  it('goes on after a death between the two, and can still be taken back', async () => {
    const w = world({ status: 'done', completed_at: '1000000' });
    w.faults.push({ at: 1, failure: { kind: 'offline', reason: 'no_network' } });
    expect((await failureOf(perform(w.means, operation(patch, base))))?.kind).toBe('offline');
    expect(w.task().completed_at).toBe('0');
    const again = await perform(w.means, w.marked[0] as Operation);
    expect(again).toMatchObject({ ending: 'applied', base, patch });
    expect(w.writes).toEqual([{ completed_at: '0' }, patch]);
  });

  it('is a conflict where somebody else reopened the task', async () => {
    const w = world({});
    expect(await failureOf(perform(w.means, operation(patch, base)))).toEqual({ kind: 'invalid', reason: 'conflict' });
    expect(w.writes).toEqual([]);
  });

  it('is done already where it differs by less than a second, which is all that is kept', async () => {
    const w = world({ status: 'done', completed_at: '2000999' });
    expect((await perform(w.means, operation(patch, base))).ending).toBe('already');
  });
});

describe('the answer to a change', () => {
  it('says nothing when it holds what was sent', async () => {
    const w = world({}, { stores: (task) => ({ ...task, due: { timestamp: '215000', is_all_day: false } }) });
    const outcome = await perform(
      w.means,
      operation({ due: { timestamp: '215956', is_all_day: false } }, { due: null }),
    );
    expect(outcome.noticed).toBeUndefined();
  });

  it('takes the moment that v1 completes at by itself for what was sent', async () => {
    const w = world({}, { stores: (task) => ({ ...task, legacy: true, completed_at: '7000' }) });
    const complete = operation({ completed_at: '9000' }, { completed_at: '0' });
    expect((await perform(w.means, complete)).noticed).toBeUndefined();
    const open = world({}, { stores: (task) => ({ ...task, legacy: true, status: 'todo', completed_at: '0' }) });
    expect((await perform(open.means, complete)).noticed).toEqual({ differs: ['completed_at'], alsoChanged: [] });
  });

  it('tells that another field was changed in the same moment', async () => {
    const w = world({ description: 'A' }, { meanwhile: { description: 'B' } });
    const outcome = await perform(w.means, operation({ summary: 'New' }, { summary: 'Old' }));
    expect(outcome.noticed).toEqual({ differs: [], alsoChanged: ['description'] });
  });

  it('tells that it holds something else than was sent', async () => {
    const w = world({}, { stores: (task) => ({ ...task, summary: 'Theirs' }) });
    const outcome = await perform(w.means, operation({ summary: 'New' }, { summary: 'Old' }));
    expect(outcome.noticed).toEqual({ differs: ['summary'], alsoChanged: [] });
  });

  it('takes a rounded number for what was sent, and another custom field for a change of somebody else', async () => {
    const value = (guid: string, number_value: string) => ({ guid, number_value });
    const sent = { custom_fields: [value('cost', '1.256')] };
    const stored = [value('cost', '1.26'), value('share', '0.2')];
    const rounded = world(
      { custom_fields: [value('share', '0.2')] },
      { stores: (task) => ({ ...task, custom_fields: stored }) },
    );
    const base = { custom_fields: [value('cost', '')] };
    expect((await perform(rounded.means, operation(sent, base))).noticed).toBeUndefined();
    const both = world({}, { stores: (task) => ({ ...task, custom_fields: stored }) });
    expect((await perform(both.means, operation(sent, base))).noticed).toEqual({
      differs: [],
      alsoChanged: ['custom_fields'],
    });
  });

  it('tells two long numbers apart by their last digit', async () => {
    const custom = (number_value: string) => ({ custom_fields: [{ guid: 'cost', number_value }] });
    const w = world({}, { stores: (task) => ({ ...task, ...custom('12345678901234567891') }) });
    const outcome = await perform(w.means, operation(custom('12345678901234567890'), custom('')));
    expect(outcome.noticed).toEqual({ differs: ['custom_fields'], alsoChanged: [] });
  });

  it('does not take a repeating task’s lost rule for a change of somebody else', async () => {
    const rule = { repeat_rule: 'FREQ=DAILY', due: { timestamp: '5000' } };
    const w = world(rule, { stores: (task) => ({ ...task, repeat_rule: '' }) });
    expect(
      (await perform(w.means, operation({ completed_at: '9000' }, { completed_at: '0' }))).noticed,
    ).toBeUndefined();
  });
});

describe('an answer that cannot be read', () => {
  const silent = (w: ReturnType<typeof world>): Means => ({
    ...w.means,
    remote: { ...w.means.remote, patch: (...all) => w.means.remote.patch(...all).then(() => undefined) },
  });

  it('to a change that was made is no failure: the task is as the change says', async () => {
    const w = world({});
    const outcome = await perform(silent(w), operation({ summary: 'New' }, { summary: 'Old' }));
    expect(outcome).toMatchObject({ ending: 'applied', after: { summary: 'New' } });
    expect(w.writes).toHaveLength(1);
  });

  it('to the first of two writes leaves the second to be made', async () => {
    const w = world({ status: 'done', completed_at: '1000000' });
    const outcome = await perform(silent(w), operation({ completed_at: '2000000' }, { completed_at: '1000000' }));
    expect(outcome).toMatchObject({ ending: 'applied', after: { completed_at: '2000000' } });
    expect(w.writes).toEqual([{ completed_at: '0' }, { completed_at: '2000000' }]);
  });
});

describe('what stood before', () => {
  it.each<[string, Operation['base'], boolean]>([
    ['a title', { summary: 'Old' }, true],
    ['no due', { due: null }, true],
    ['a due in nanoseconds', { due: { timestamp: '1775174400123000000' } }, true],
    ['a due that is a word', { due: { timestamp: 'tomorrow' } }, false],
    ['what could not be read', { mode: { unreadable: 7 } } as never, false],
    ['a negative date in a custom field', { custom_fields: [{ guid: 'f', datetime_value: '-5' }] }, false],
  ])('can be put back only where a patch can say it: %s', (_, base, offered) => {
    const last = { ...operation(base, base), state: 'applied', settledAt: 1000 } as Operation;
    expect(undoOf([], last, 2000) !== undefined).toBe(offered);
    expect(touched(restorable(base))).toHaveLength(offered ? 1 : 0);
  });
});

describe('a refusal', () => {
  it.each<[string, Partial<Task>, TaskPatch, Failure, boolean, string]>([
    [
      'v2, mode 1',
      { mode: 1 },
      { completed_at: '9000' },
      { kind: 'server', reason: 'server_error', code: 1470500 },
      false,
      'not_creator_mode_1',
    ],
    [
      'v1, mode 1',
      { mode: 1 },
      { completed_at: '9000' },
      { kind: 'server', reason: 'completion_failed', code: 1470604 },
      false,
      'not_creator_mode_1',
    ],
    [
      'v1, mode unknown',
      {},
      { completed_at: '9000' },
      { kind: 'server', reason: 'completion_failed', code: 1470604 },
      false,
      'completion_failed',
    ],
    [
      'a text, once',
      {},
      { summary: 'bad' },
      { kind: 'server', reason: 'server_error', code: 1470500 },
      false,
      'server_error',
    ],
    [
      'a text, again',
      {},
      { summary: 'bad' },
      { kind: 'server', reason: 'server_error', code: 1470500 },
      true,
      'content_refused',
    ],
    [
      'a text, again, by a gateway that is out of order',
      {},
      { summary: 'bad' },
      { kind: 'server', reason: 'server_error', code: 1470500, status: 502 },
      true,
      'server_error',
    ],
    [
      'a right',
      {},
      { summary: 'x' },
      { kind: 'forbidden', reason: 'no_edit_right', code: 1470403 },
      false,
      'no_edit_right',
    ],
  ])('is explained by what was asked: %s', async (_, first, patch, failure, again, reason) => {
    const w = world(first);
    w.faults.push({ at: 0, failure: { ...failure, log_id: 'L1' } });
    const base = { summary: 'Old', completed_at: '0' };
    const told = await failureOf(perform(w.means, operation(patch, base, again ? { doubtedAt: 0 } : {})));
    expect(told).toMatchObject({ reason, code: failure.code, log_id: 'L1' });
    expect(w.refusals).toEqual([told]);
  });

  it('comes from us where a known definition says so', async () => {
    const w = world({});
    w.definitions.push({ guid: 'cost', name: 'Cost', type: 'number' });
    const custom = (number_value: string) => ({ custom_fields: [{ guid: 'cost', number_value }] });
    const told = await failureOf(perform(w.means, operation(custom('1e3'), custom(''))));
    expect(told).toEqual({ kind: 'invalid', reason: 'invalid_value', detail: 'Cost: not_a_number' });
    expect(w.writes).toEqual([]);
  });
});
