import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

// vitest 5 groups its failures by a method that Node 20 does not have yet; without it a failing run would not say why.
Map.groupBy ??= <Key, Value>(items: Iterable<Value>, keyOf: (item: Value, index: number) => Key) => {
  const groups = new Map<Key, Value[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

const root = fileURLToPath(new URL('..', import.meta.url));

/** What takes longest comes first, so that no file is left to run alone at the end; by their size, as is the rule, these would not. */
const LONGEST = /gallery|what-is-read|clobbered-forms|real-pages|odd-task|reproducible|outbox.model/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/**
 * What has several browsers of its own, which mostly wait: these two run beside each other, and nothing else, since an attack
 * whose press comes late is none.
 */
const CROWDS = ['test/e2e/attacks.e2e.ts', 'test/e2e/faults.e2e.ts'];

/** What measures frames, which more than one such file for each core would delay. */
const ALONE = [
  'test/e2e/gate.e2e.ts',
  'test/e2e/ordinary-layouts.e2e.ts',
  'test/e2e/pointers-hostile.e2e.ts',
  'test/e2e/crowded.e2e.ts',
  'test/e2e/layout-shift.e2e.ts',
  'test/e2e/firefox-unseen.e2e.ts',
];

const e2e = {
  include: ['test/{e2e,real-pages}/**/*.e2e.ts', 'test/gallery/*.e2e.ts'],
  testTimeout: 90_000,
  hookTimeout: 120_000,
  // A step that did not come is walked once more: a stalled machine keeps it away. A wrong outcome never is, so that
  // no attack has a second chance to fail.
  retry: { count: 1, condition: /^Waited in vain/ },
};

export default defineConfig({
  root,
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        root,
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          environment: 'node',
          testTimeout: 20_000,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        root,
        // People and servers are waited for a third of the time, so that three files at once keep two cores busy.
        test: { ...e2e, name: 'e2e', exclude: [...ALONE, ...CROWDS], maxWorkers: 3, sequence: { groupOrder: 1 } },
      },
      {
        root,
        test: { ...e2e, name: 'e2e-crowds', include: CROWDS, maxWorkers: 2, sequence: { groupOrder: 2 } },
      },
      {
        root,
        test: { ...e2e, name: 'e2e-alone', include: ALONE, maxWorkers: 2, sequence: { groupOrder: 3 } },
      },
    ],
  },
});
