/**
 * How many API requests a working day takes, by simulation of what the extension does: the limit of ten a second and the month's
 * quota are per app and company (feishu-task-api §6.3), so this is how it scales. README.md beside it says what is assumed.
 */
import { type Day, HABITS, type Manner, simulateDay } from './requests-day';
import { type Row as BenchRow, report, rowOf } from './rows';

/** The company's limits: requests a second of one app; a month's calls of all its own apps on the free plan. */
export const LIMITS = { perSecond: 10, perMonth: 1_000_000, workingDays: 21 } as const;

export interface Row {
  readonly links: number;
  readonly users: number;
  /** Requests of a working day; of them pages of the person's own tasks, and reads and writes of changes. */
  readonly perUser: number;
  readonly lists: number;
  readonly changes: number;
  /** Requests where each task is read singly. */
  readonly singly: number;
  /** Links that came into view and were not told, the budget being used up. */
  readonly untold: number;
  readonly perApp: number;
  /** Of the company's ten a second: the mean of the busiest hour. */
  readonly ofLimit: number;
  /** Of the month's quota. */
  readonly ofQuota: number;
}

/** Days that are simulated for each number of links; more users are as many times the same. */
const SAMPLE = 12;

async function days(links: number, sample: number, manner?: Manner): Promise<Day[]> {
  const all: Day[] = [];
  for (let seed = 0; seed < sample; seed += 1) all.push(await simulateDay(links, links * 1_000 + seed, manner));
  return all;
}

const mean = (all: readonly Day[], of: (day: Day) => number) => all.reduce((sum, day) => sum + of(day), 0) / all.length;

const requests = ({ starts }: Day) => starts.length;

/** The table: links a day by users of one app. */
export async function table(
  linksADay: readonly number[] = [10, 100, 1_000],
  users: readonly number[] = [1, 100, 10_000],
  sample = SAMPLE,
): Promise<Row[]> {
  const rows: Row[] = [];
  const [from, to] = [(2 * HABITS.dayMs) / 8, (3 * HABITS.dayMs) / 8];
  for (const links of linksADay) {
    const listed = await days(links, sample);
    const singly = mean(await days(links, sample, { list: false }), requests);
    const perUser = mean(listed, requests);
    const busiest = mean(listed, ({ starts }) => starts.filter((at) => at >= from && at < to).length);
    for (const count of users)
      rows.push({
        ...{ links, users: count, perUser, singly },
        lists: mean(listed, (day) => day.lists),
        changes: mean(listed, (day) => day.changes),
        untold: mean(listed, (day) => day.untold),
        perApp: perUser * count,
        ofLimit: (busiest * count) / ((to - from) / 1000) / LIMITS.perSecond,
        ofQuota: (perUser * count * LIMITS.workingDays) / LIMITS.perMonth,
      });
  }
  return rows;
}

/** Whether the list is worth it, by how many of the tasks met are the person's own. */
export async function byShare(links = 100, sample = SAMPLE) {
  const rows: { mine: number; listed: number; singly: number }[] = [];
  for (const mine of [0, 0.2, 0.4, 0.8])
    rows.push({
      mine,
      listed: mean(await days(links, sample, { mine }), requests),
      singly: mean(await days(links, sample, { mine, list: false }), requests),
    });
  return rows;
}

/** The table as rows: a day of one person, then what many of them take of the company's limits. It has no goals. */
function benchRows(rows: readonly Row[], shares: Awaited<ReturnType<typeof byShare>>): BenchRow[] {
  return [
    ...rows
      .filter(({ users }) => users === 1)
      .map(({ links, perUser, lists, changes, singly }) =>
        rowOf(`requests of a day with ${links} links`, [perUser], {
          unit: 'requests',
          note: `lists ${lists.toFixed(0)}, changes ${changes.toFixed(0)}; ${singly.toFixed(0)} singly`,
        }),
      ),
    ...rows.map(({ links, users, ofLimit, ofQuota }) =>
      rowOf(`  ${users} users with ${links} links, of ten a second`, [100 * ofLimit], {
        unit: '%',
        note: `${percent(ofQuota)} % of a month’s million`,
      }),
    ),
    ...shares.map(({ mine, listed, singly }) =>
      rowOf(`  100 links, ${100 * mine} % one’s own, over singly`, [listed / singly]),
    ),
  ];
}

/** `npm run bench -- requests [--json]`: prints the tables, or rows as the other benches do. It tells, and has no goal to miss. */
export async function benchRequests(args: readonly string[]): Promise<boolean> {
  const [rows, shares] = [await table(), await byShare()];
  if (args.includes('--json')) return report(args, async (tell) => tell(benchRows(rows, shares)));
  console.log(
    'links/day   users   requests/day: user  lists  changes  (singly)        app   of 10/s, busiest hour   of 1,000,000 a month',
  );
  for (const { links, users, perUser, lists, changes, singly, perApp, ofLimit, ofQuota } of rows)
    console.log(
      [
        String(links).padStart(9),
        String(users).padStart(8),
        perUser.toFixed(0).padStart(21),
        lists.toFixed(0).padStart(7),
        changes.toFixed(0).padStart(9),
        `(${singly.toFixed(0)})`.padStart(10),
        perApp.toFixed(0).padStart(11),
        `${percent(ofLimit)} %`.padStart(24),
        `${percent(ofQuota)} %`.padStart(23),
        ofLimit > 1 || ofQuota > 1 ? '  over' : '',
      ].join(''),
    );
  console.log('\na hundred links a day, by the share of tasks that are the person’s own: requests a day (singly)');
  for (const { mine, listed, singly } of shares)
    console.log(
      `${`${mine * 100} %`.padStart(9)}${listed.toFixed(0).padStart(8)}${`(${singly.toFixed(0)})`.padStart(10)}`,
    );
  return true;
}

/** A share in percent: two digits of what is small, whole numbers of what is not. */
const percent = (share: number) =>
  share < 0.1 ? String(Number((share * 100).toPrecision(2))) : (share * 100).toFixed(0);
