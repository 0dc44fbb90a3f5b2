import { cpus } from 'node:os';
import { POINTS } from './points';
import type { Report } from './run';

/** Goals of a run: kills, losses, second writes and the rest of safety.md §1.4–5. */
function rows(
  { kills, verdict, answers, busiest, signIns, silences }: Report,
  fewest: number,
): [string, string, string, boolean][] {
  const { lost, twice, strayed, disordered, hurried, stuck, merged } = verdict;
  const wishes = answers.acknowledged + answers.refused + answers.unknown;
  return [
    ['kills', String(kills), `≥ ${fewest}`, kills >= fewest],
    ['operations', `${wishes} (${answers.acknowledged} acknowledged, ${merged} merged)`, '', true],
    ['lost', String(lost.length), '0', lost.length === 0],
    ['applied twice', String(twice.length), '0', twice.length === 0],
    ["written with another account's token", String(strayed.length), '0', strayed.length === 0],
    ['out of order', String(disordered.length), '0', disordered.length === 0],
    ['sent while held for an undo', String(hurried.length), '0', hurried.length === 0],
    ['parked or waiting without a reason', String(stuck.length), '0', stuck.length === 0],
    ['questions without an answer', String(silences.length), '0', silences.length === 0],
    ['sign-ins asked for', String(signIns), '', true],
    ["one account's requests in any second", String(busiest), '≤ 8', busiest <= 8],
  ];
}

/** Whether everything that is promised holds. */
export const holds = (report: Report, fewest: number) => rows(report, fewest).every(([, , , isFine]) => isFine);

/** The run as text: what died where, what went wrong besides, and what came of it. */
export function print(report: Report, fewest: number): string {
  const { seed, browser, points, weathers, took, verdict } = report;
  const complaints = Object.entries(verdict).flatMap(([kind, found]: [string, number | readonly string[]]) =>
    typeof found === 'number' ? [] : found.map((line: string) => `  ${kind}: ${line}`),
  );
  return [
    `faults · seed ${seed} · ${browser} · Node ${process.versions.node} · ${cpus().length} cores · ${Math.round(took / 1000)} s`,
    ...POINTS.map((point) => `  ${point.padEnd(38)}${tell(points[point])}`),
    `  ${'under a click in a page'.padEnd(38)}${String(report.clickKills).padStart(4)} kills`,
    `  ${'with the whole browser'.padEnd(38)}${String(report.crashes).padStart(4)} kills, because the driver broke off`,
    `  besides: ${Object.entries(weathers)
      .map(([weather, times]) => `${weather} ${times}`)
      .join(', ')}`,
    ...rows(report, fewest).map(
      ([name, value, goal, isFine]) =>
        `${name.padEnd(40)}${value.padEnd(44)}${goal.padEnd(10)}${goal ? (isFine ? 'ok' : 'FAIL') : ''}`,
    ),
    ...complaints,
    ...report.stories,
  ].join('\n');
}

const tell = ({ kills, proved }: { kills: number; proved: number }) =>
  `${String(kills).padStart(4)} kills, ${String(proved).padStart(4)} proved at the point`;
