import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../entrypoints/background/operation';
import { SHAPES } from '../../../entrypoints/background/shapes';
import type { CachedTask, Session } from '../../../entrypoints/background/store';

const account = { brand: 'feishu', tenant_key: 't', open_id: 'ou_1', name: 'Anna' } as const;

const operation: Operation = {
  id: '0b0e3c1e-8d36-4a3f-a2cd-1c6f7d3f6b11',
  seq: 3,
  account,
  guid: 'e297ddff-06ca-4166-b917-4ce57cd3a7a0',
  summary: 'Write the notes',
  action: 'edit',
  patch: { summary: 'Write all notes', due: null, custom_fields: [{ guid: 'f', text_value: 'x' }] },
  base: { summary: 'Write the notes' },
  state: 'queued',
  attempts: 1,
  createdAt: 1,
  notBefore: 0,
  failure: { kind: 'offline', reason: 'no_network' },
};

const session: Session = {
  account,
  access_token: 'u-1',
  expiresAt: 5,
  refresh_token: 'ur-1',
  version: 'v3',
  scopes: ['task:task:read'],
  refreshing: { by: 'x', until: 1 },
};

const task: CachedTask = { task: { guid: 'g', summary: 'x', unknown: 1 }, readAt: 5 };

describe('what is kept', () => {
  it('is taken as it is written, with what a newer version adds', () => {
    expect(SHAPES.operation.fits(operation)).toBe(true);
    expect(SHAPES.operation.fits({ ...operation, state: 'sending', held: true, noticed: { differs: [] } })).toBe(true);
    expect(SHAPES.operation.fits({ ...operation, action: 'complete', patch: {}, base: {} })).toBe(true);
    expect(SHAPES.session.fits(session)).toBe(true);
    expect(SHAPES.task.fits(task)).toBe(true);
    expect(SHAPES.limiter.fits({ starts: [1, 2], pausedUntil: 0, strikes: 0, wait: 0 })).toBe(true);
  });

  it.each([
    ['no id', { ...operation, id: '' }],
    ['a guid that is none', { ...operation, guid: '../users' }],
    ['a patch of another kind', { ...operation, patch: { summary: 5 } }],
    ['a field that nobody knows', { ...operation, patch: { members: [] } }],
    ['an action that nobody knows', { ...operation, action: 'delete' }],
    ['a time that is none', { ...operation, createdAt: Number.NaN }],
    ['no account', { ...operation, account: undefined }],
    ['nobody', { ...operation, account: { ...account, open_id: '' } }],
  ])('is refused as an operation with %s', (_, broken) => {
    expect(SHAPES.operation.fits(broken)).toBe(false);
  });

  it('never throws, whatever stands there', () => {
    for (const shape of Object.values(SHAPES))
      fc.assert(
        fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (value) => {
          expect(typeof shape.fits(value)).toBe('boolean');
        }),
        { numRuns: 300 },
      );
  });

  it('breaks when any part of an operation that is needed is another thing', () => {
    const needed = ['id', 'seq', 'account', 'guid', 'summary', 'action', 'patch', 'base', 'state', 'attempts'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...needed), fc.constantFrom(null, true, [], Symbol.iterator), (key, value) => {
        expect(SHAPES.operation.fits({ ...operation, [key]: value })).toBe(false);
      }),
    );
  });

  it('drops only what can be had again', () => {
    const dropped = Object.entries(SHAPES).filter(([, { otherwise }]) => otherwise === 'drop');
    expect(dropped.map(([name]) => name).sort()).toEqual(
      ['clockOffset', 'definitions', 'glances', 'intent', 'journal', 'learnt', 'limiter', 'login', 'task'].sort(),
    );
  });

  it('keeps no broken token or secret', () => {
    expect([SHAPES.session.otherwise, SHAPES.credentials.otherwise]).toEqual(['note', 'note']);
  });
});
