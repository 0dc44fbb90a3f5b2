import { describe, expect, it, vi } from 'vitest';
import { openStorageHealth } from '../../../entrypoints/background/storage-health';
import type { FailureReason } from '../../../lib/failure';

const failed = (reason: FailureReason) => ({ kind: 'invalid', reason }) as const;

describe('the health of the database', () => {
  it('is told once for each new trouble', () => {
    const fell = vi.fn();
    const health = openStorageHealth(fell);
    for (const reason of ['storage_full', 'storage_full', 'storage_refused', 'storage_full'] as const)
      health.told('readwrite', failed(reason));
    expect(fell.mock.calls.map(([{ reason }]) => reason)).toEqual(['storage_full', 'storage_refused', 'storage_full']);
  });

  it.each([
    ['storage_full', 'readonly', 'storage_full'],
    ['not_stored', 'readonly', 'not_stored'],
    ['storage_full', 'readwrite', undefined],
    ['storage_blocked', 'readonly', undefined],
    ['storage_newer', 'readwrite', undefined],
  ] as const)('after %s and a %s use that went well: %s', (reason, mode, trouble) => {
    const health = openStorageHealth(() => undefined);
    expect(health.trouble()).toBeUndefined();
    health.told('readwrite', failed(reason));
    expect(health.trouble()).toBe(reason);
    health.told(mode);
    expect(health.trouble()).toBe(trouble);
  });
});
