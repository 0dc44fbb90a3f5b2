import type { PointCount, Report } from './run';

/** Several stretches of a run as one: counts are added, complaints put together, the busiest second is the busiest of all. */
export function sumUp(stretches: readonly Report[]): { report: Report; complaints: number } {
  const [first, ...others] = stretches;
  if (!first) throw new Error('Nothing was run');
  const report = others.reduce(add, first);
  const { merged: _, ...lists } = report.verdict;
  return { report, complaints: Object.values(lists).flat().length + report.silences.length };
}

const plus = (x: number, y: number) => x + y;

function add(a: Report, b: Report): Report {
  return {
    seed: a.seed,
    browser: a.browser,
    points: addEach(a.points, b.points, (x: PointCount, y: PointCount) => ({
      kills: x.kills + y.kills,
      proved: x.proved + y.proved,
    })),
    weathers: addEach(a.weathers, b.weathers, plus),
    kills: a.kills + b.kills,
    clickKills: a.clickKills + b.clickKills,
    crashes: a.crashes + b.crashes,
    answers: addEach(a.answers, b.answers, plus),
    verdict: addEach<Report['verdict'], number | readonly string[]>(a.verdict, b.verdict, (x, y) =>
      typeof x === 'number' ? x + (y as number) : [...x, ...(y as readonly string[])],
    ),
    stories: [...a.stories, ...b.stories],
    silences: [...a.silences, ...b.silences],
    signIns: a.signIns + b.signIns,
    busiest: Math.max(a.busiest, b.busiest),
    took: a.took + b.took,
  };
}

/** Both records as one; what only one of them has stays as it is. */
function addEach<Counts extends object, Value>(a: Counts, b: Counts, join: (x: Value, y: Value) => Value): Counts {
  const sum: Record<string, Value> = { ...(a as Record<string, Value>) };
  for (const [name, value] of Object.entries(b) as [string, Value][])
    sum[name] = name in sum ? join(sum[name] as Value, value) : value;
  return sum as Counts;
}
