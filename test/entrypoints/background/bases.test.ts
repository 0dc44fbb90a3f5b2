import { describe, expect, it } from 'vitest';
import { possibleBases, rebased, shownAs } from '../../../entrypoints/background/bases';
import type { Operation } from '../../../entrypoints/background/operation';
import type { TaskPatch } from '../../../lib/task/patch';

const operation = (patch: TaskPatch, base: TaskPatch, more: Partial<Operation> = {}): Operation => ({
  ...{ id: 'a', patch, base, seq: 1, guid: 'g', summary: '', action: 'edit', state: 'queued', attempts: 0 },
  ...{ account: { brand: 'feishu', tenant_key: 't', open_id: 'o', name: 'Anna' }, createdAt: 7, notBefore: 0 },
  ...more,
});
const custom = (guid: string, text_value: string) => ({ guid, text_value });

describe('a later change', () => {
  const was: TaskPatch = { summary: 'A', due: { timestamp: '1000' }, custom_fields: [custom('x', '1')] };
  const is: TaskPatch = { summary: 'B', due: null, custom_fields: [custom('x', '2')] };

  it.each<[string, TaskPatch, TaskPatch]>([
    ['field by field', { summary: 'B', due: null }, { summary: 'A', due: { timestamp: '1000' } }],
    [
      'custom field by custom field',
      { custom_fields: [custom('x', '2'), custom('y', '2')] },
      { custom_fields: [custom('x', '1'), custom('y', '2')] },
    ],
    [
      'but not where it was based on something else',
      { summary: 'Theirs', custom_fields: [custom('x', '3')] },
      { summary: 'Theirs', custom_fields: [custom('x', '3')] },
    ],
    ['nor in fields that the earlier one leaves alone', { description: 'B' }, { description: 'B' }],
  ])('is based on what stands, %s', (_, base, moved) => {
    const patch = { summary: 'C' };
    const later = operation(patch, base, { parts: [{ id: 'a', patch, base, createdAt: 1 }] });
    expect(rebased(later, is, was)).toEqual({
      ...later,
      base: moved,
      parts: [{ id: 'a', patch, base: moved, createdAt: 1 }],
    });
    expect(rebased(rebased(later, is, was), was, is)).toEqual(later);
  });

  it('may find what stood before each of the parked ones that it was decided on top of', () => {
    const parked = [operation({ summary: 'B' }, { summary: 'A' }), operation({ summary: 'C' }, { summary: 'B' })];
    const bases = possibleBases(operation({ summary: 'D', extra: 'E' }, { summary: 'C', extra: null }), parked);
    expect(bases.map(({ summary }) => summary)).toEqual(['C', 'B', 'A']);
    expect(bases.every(({ extra }) => extra === null)).toBe(true);
  });
});

it.each<[Partial<Operation>, TaskPatch]>([
  [{ action: 'edit', patch: { summary: 'B' } }, { summary: 'B' }],
  [{ action: 'reopen', patch: {} }, { completed_at: '0' }],
  [{ action: 'complete', patch: {} }, { completed_at: '7' }],
  [{ action: 'complete', patch: { completed_at: '5' } }, { completed_at: '5' }],
])('a change that waits is shown as done: %j', (more, patch) => {
  expect(shownAs(operation({}, {}, more))).toEqual(patch);
});
