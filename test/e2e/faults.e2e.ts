import { describe, expect, it } from 'vitest';
import { POINTS } from '../bench/faults/points';
import { print } from '../bench/faults/print';
import { runFaults } from '../bench/faults/run';

/** Six lives and deaths at each of the twelve points; `npm run bench -- faults` is the long run of the same. */
const KILLS = 72;
const SEED = 20_261_122;
/** Most of it is waiting for the pacer; a busy machine takes longer. */
const PATIENCE_MS = 900_000;

describe('the worker is killed at every point, in all weathers', () => {
  it(
    'and nothing is lost, nothing applied twice',
    async () => {
      const report = await runFaults({ seed: SEED, kills: KILLS, lanes: 2, progress: console.log });
      console.log(print(report, KILLS));
      expect(report.kills).toBeGreaterThanOrEqual(KILLS);
      const { merged: _, ...complaints } = report.verdict;
      expect(complaints, report.stories.join('\n')).toEqual({
        lost: [],
        twice: [],
        strayed: [],
        disordered: [],
        hurried: [],
        stuck: [],
      });
      expect(report.silences).toEqual([]);
      expect(report.answers.acknowledged).toBeGreaterThan(KILLS / 3);
      // Each point was really reached, most of the times when it was meant.
      for (const point of POINTS) expect(report.points[point].proved, point).toBeGreaterThanOrEqual(3);
    },
    PATIENCE_MS,
  );
});
