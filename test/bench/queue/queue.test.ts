import { describe, expect, it } from 'vitest';
import { LATENCIES, overLimit } from './bench';
import { drainVirtually } from './virtual-world';

describe('a queue at the limit', () => {
  it.each(LATENCIES)(
    'goes out as fast as its pace allows and meets no refusal, with answers after %s ms',
    async (latency) => {
      const drained = await drainVirtually({ patches: 100, latency });
      expect(drained).toMatchObject({ applied: 100, requests: 200, refused: 0 });
      expect(overLimit(drained)).toBeLessThanOrEqual(1.04);
    },
  );

  it('comes to its end where colleagues use up the limit', async () => {
    const drained = await drainVirtually({ patches: 40, latency: 80, others: 14 });
    expect(drained.applied).toBe(40);
    expect(drained.refused).toBeGreaterThan(0);
    // One probe for each time that it was refused, no more.
    expect(drained.requests).toBeLessThan(80 + 3 * drained.refused);
  });
});
