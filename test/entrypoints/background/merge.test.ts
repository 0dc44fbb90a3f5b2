import { describe, expect, it } from 'vitest';
import { mayMerge, merged, newestPart, seenBy, withdrawn } from '../../../entrypoints/background/merge';
import type { Operation } from '../../../entrypoints/background/operation';
import type { TaskPatch } from '../../../lib/task/patch';

const operation = (id: string, patch: TaskPatch, base: TaskPatch, more: Partial<Operation> = {}): Operation => ({
  ...{ id, patch, base, seq: 1, guid: 'g', summary: '', action: 'edit', state: 'queued', attempts: 0 },
  ...{ account: { brand: 'feishu', tenant_key: 't', open_id: 'o', name: 'Anna' }, createdAt: 1, notBefore: 0 },
  ...more,
});
const part = (id: string, patch: TaskPatch, base: TaskPatch) => ({ id, patch, base, createdAt: 2 });
const custom = (guid: string, text_value: string) => ({ guid, text_value });

describe('merging', () => {
  it('is field over field: the newer value, the older base, custom fields one by one', () => {
    const older = operation(
      'a',
      { summary: 'B', description: 'D', custom_fields: [custom('x', '1'), custom('y', '1')] },
      { summary: 'A', description: null, custom_fields: [custom('x', ''), custom('y', '')] },
    );
    const fresh = part(
      'b',
      { summary: 'C', extra: 'E', custom_fields: [custom('y', '2')] },
      { summary: 'B', extra: null, custom_fields: [custom('y', '1')] },
    );
    const both = merged(older, fresh);
    expect(both.patch).toEqual({
      ...{ summary: 'C', description: 'D', extra: 'E' },
      custom_fields: [custom('x', '1'), custom('y', '2')],
    });
    expect(both.base).toEqual({
      ...{ summary: 'A', description: null, extra: null },
      custom_fields: expect.arrayContaining([custom('x', ''), custom('y', '')]),
    });
    expect(both.id).toBe('a');
  });

  it('answers for each of its edits, and gives up each by itself', () => {
    const both = merged(
      operation('a', { summary: 'B' }, { summary: 'A' }),
      part('b', { summary: 'C' }, { summary: 'B' }),
    );
    expect(seenBy(both, 'b')).toMatchObject({ id: 'b', patch: { summary: 'C' }, base: { summary: 'B' } });
    expect(newestPart(both)?.id).toBe('b');
    const first = withdrawn(both, 'b');
    expect(first).toMatchObject({ patch: { summary: 'B' }, base: { summary: 'A' } });
    expect(seenBy(first as Operation, 'b').state).toBe('cancelled');
    // Without the first edit the second is based on what stood before both.
    expect(withdrawn(both, 'a')).toMatchObject({ patch: { summary: 'C' }, base: { summary: 'A' } });
    expect(withdrawn(first as Operation, 'a')).toBeUndefined();
  });

  it.each<[string, Partial<Operation>, TaskPatch, boolean]>([
    ['two edits that wait', {}, { summary: 'C' }, true],
    [
      'after readings that failed',
      { attempts: 3, failure: { kind: 'offline', reason: 'no_network' } },
      { extra: 'x' },
      true,
    ],
    ['while it is sent', { state: 'sending' }, { summary: 'C' }, false],
    ['when it may have arrived', { mayHaveArrived: true }, { summary: 'C' }, false],
    ['on the way to another completion time', { reopens: true }, { summary: 'C' }, false],
    ['when it is parked', { state: 'parked' }, { summary: 'C' }, false],
    ['into a completion', { action: 'complete' }, { summary: 'C' }, false],
    ['a completion time', {}, { completed_at: '5000' }, false],
    ['a repeat rule', {}, { repeat_rule: null }, false],
    ['into a repeat rule', { patch: { repeat_rule: null } }, { summary: 'C' }, false],
  ])('%s', (_, more, patch, may) => {
    const older = operation('a', { summary: 'B' }, { summary: 'A' }, more);
    expect(mayMerge(older, { action: 'edit', patch })).toBe(may);
  });

  it('ends at fifty, so that no row grows without end', () => {
    let row = operation('0', { summary: '0' }, { summary: '' });
    let count = 1;
    for (; mayMerge(row, { action: 'edit', patch: { summary: 'x' } }); count += 1)
      row = merged(row, part(String(count), { summary: String(count) }, { summary: String(count - 1) }));
    expect(count).toBe(50);
  });
});
