import type { RequestEntry } from '../../sandbox/model';
import { startWorld } from '../../support/world';
import { openAccounts } from './accounts';
import { openClicks } from './clicks';
import { liveAndDie } from './cycle';
import { openHome } from './home';
import { judge, type Verdict } from './judge';
import type { Wish } from './model';
import { POINTS, type Point } from './points';
import { type Random, seeded } from './random';
import { answerParked, settle } from './settle';
import type { Stage } from './stage';
import { age, readStored } from './stored';
import { tellStories } from './story';
import { sumUp } from './sum';
import { createTasks } from './tasks';
import { openUser } from './user';
import { chooseWeather, type Weather } from './weather';
import { Stuck, within } from './within';

export interface RunOptions {
  readonly seed: number;
  readonly kills: number;
  /** So many browsers work at once; one when absent. */
  readonly lanes?: number;
  /** Told now and then how far it has come. */
  progress?(line: string): void;
}

export interface PointCount {
  /** The worker was killed while this point was meant. */
  kills: number;
  /** Of these, how often what lay on the disk and in the sandbox's log afterwards proves that it was there. */
  proved: number;
}

export interface Report {
  readonly seed: number;
  readonly browser: string;
  readonly points: Readonly<Record<Point, PointCount>>;
  readonly weathers: Readonly<Partial<Record<Weather, number>>>;
  /** All of them. */
  readonly kills: number;
  /** Of these, how many under a real click in a page. */
  readonly clickKills: number;
  /** Deaths of the whole browser, because the driver had lost its way. */
  readonly crashes: number;
  readonly answers: Readonly<Record<Wish['answer'], number>>;
  readonly verdict: Verdict;
  /** Everything about the tasks that it complains of, to find out why. */
  readonly stories: readonly string[];
  /** Questions to the worker that had neither an answer nor an end. */
  readonly silences: readonly string[];
  /** How often a user had to sign in again. */
  readonly signIns: number;
  /** Most API requests of one account in any second, as the sandbox saw them. */
  readonly busiest: number;
  /** The whole run, ms. */
  readonly took: number;
}

/** A look at the disk takes no longer than this, ms; a transaction that a hook holds open ends before. */
const LOOK_MS = 30_000;
/** One life, or what is done between two, takes no longer than this, ms, unless the driver has lost its way. */
const LIFE_MS = 240_000;
/** Until everything has come to rest at the end, ms. */
const SETTLING_MS = 300_000;
const TWO_HOURS_MS = 7_200_000;
/** After so many kills users look after what is parked, and the run tells how far it is. */
const ROUND = 24;
/** So many lives in a row that did not come to their point: the watch on the worker is lost. */
const MOST_ASTRAY = 6;
/** So many kills in one browser: a driver that has watched more deaths may lose its way. */
const STRETCH = 60;

/** A seeded run in real Chromiums against sandboxes, in stretches that know nothing of each other, each from sign-in to its verdict. */
export async function runFaults({ seed, kills, lanes = 1, progress }: RunOptions): Promise<Report> {
  const started = Date.now();
  const stretches: Report[] = [];
  let begun = 0;
  let ahead = kills;
  const share = Math.min(STRETCH, Math.ceil(kills / lanes));
  const most = 2 * Math.ceil(kills / share);
  async function runNext(): Promise<void> {
    while (ahead > 0 && begun < most) {
      const wanted = Math.min(share, ahead);
      const index = begun++;
      ahead -= wanted;
      const stretch = await runStretch({ seed: seed + index, kills: wanted, ...(progress && { progress }) });
      // What the driver did not come to is left for another stretch.
      ahead += wanted - atPoints(stretch.points);
      stretches.push(stretch);
      const { report, complaints } = sumUp(stretches);
      for (const line of stretch.stories) progress?.(line);
      progress?.(`${report.kills} kills, ${complaints} complaints, ${Math.round((Date.now() - started) / 1000)} s`);
    }
  }
  await Promise.all(Array.from({ length: lanes }, runNext));
  return { ...sumUp(stretches).report, seed, took: Date.now() - started };
}

/** One world and one browser. Where the driver does not get on, the browser is killed as well, and what it left is judged. */
async function runStretch({ seed, kills, progress }: RunOptions): Promise<Report> {
  const started = Date.now();
  const world = await startWorld();
  const home = await openHome(world);
  try {
    const { sandbox } = world;
    const random = seeded(seed);
    const user = openUser(home, sandbox, random);
    const accounts = await openAccounts(home, sandbox, user);
    const tasks = await createTasks(sandbox, 16);
    const look = () => within('a look at the disk', LOOK_MS, readStored(home.page));
    const ageThem = (ids: readonly string[]) => within('ageing', LOOK_MS, age(home.page, ids, TWO_HOURS_MS));
    const stage: Stage = {
      ...{ sandbox, random, user, accounts, tasks, look, age: ageThem },
      get worker() {
        return home.worker;
      },
    };
    const from = sandbox.requests.length;
    const points = Object.fromEntries(POINTS.map((point) => [point, { kills: 0, proved: 0 }])) as Report['points'];
    const clicks = openClicks(home, sandbox);
    let astray = 0;
    const counts = { clickKills: 0, crashes: 0 };
    const weathers: Partial<Record<Weather, number>> = {};
    user.shut();
    await stage.worker.kill();
    try {
      for (const [index, point] of plan(random, kills).entries()) {
        const weather = chooseWeather(random, point);
        await home.pulse();
        const isProved = await within('a life', LIFE_MS, liveAndDie(stage, point, weather));
        weathers[weather] = (weathers[weather] ?? 0) + 1;
        points[point].kills += 1;
        if (isProved) points[point].proved += 1;
        else progress?.(`kill ${index + 1}: not proved to be at "${point}" (${weather})`);
        astray = isProved ? 0 : astray + 1;
        if (astray >= MOST_ASTRAY) throw new Stuck('Nothing came to its point for a while');
        if ((index + 1) % ROUND) continue;
        await home.pulse();
        await within('a look at what is parked', LIFE_MS, lookAfter(stage));
        await within('a click', LIFE_MS, clicks.throughDeath(stage));
        counts.clickKills += 1;
      }
    } catch (error) {
      progress?.(`the driver broke off: ${error}`);
      user.shut();
      await home.crash();
      counts.crashes += 1;
    }
    const rest = () => within('settling', SETTLING_MS, settle(stage));
    const left = await rest().catch(async () => {
      await home.crash();
      counts.crashes += 1;
      return rest();
    });
    const answers = { acknowledged: 0, refused: 0, unknown: 0 };
    for (const { answer } of user.wishes) answers[answer] += 1;
    const verdict = judge(user.wishes, sandbox.writes, left, (guid) => sandbox.task(guid));
    return {
      ...{ seed, points, weathers, answers, verdict },
      ...counts,
      browser: await home.chromium.browser.version(),
      kills: atPoints(points) + counts.clickKills + counts.crashes,
      stories: tellStories(verdict, user.wishes, sandbox.writes, (await look()).operations),
      silences: user.silences,
      signIns: accounts.asked(),
      busiest: busiest(sandbox.requests.slice(from)),
      took: Date.now() - started,
    };
  } finally {
    await home.close();
    await world.close();
  }
}

const atPoints = (points: Report['points']) => Object.values(points).reduce((sum, { kills }) => sum + kills, 0);

/** Every point equally often, in an order of the seed's. */
function plan(random: Random, kills: number): Point[] {
  const rounds = Array.from({ length: Math.ceil(kills / POINTS.length) }, () => random.shuffled(POINTS));
  return rounds.flat().slice(0, kills);
}

/** Between two lives, with nothing armed. */
async function lookAfter(stage: Stage): Promise<void> {
  await stage.worker.arm(undefined);
  stage.user.open();
  await answerParked(stage);
  stage.user.shut();
  await stage.worker.kill();
}

/** The most calls of one platform's API, so of one account, that began within one second. */
function busiest(requests: readonly RequestEntry[]): number {
  const calls = requests.filter(({ api }) => api.startsWith('task.'));
  const within = ({ host, at }: RequestEntry) =>
    calls.filter((other) => other.host === host && other.at >= at && other.at < at + 1000).length;
  return Math.max(0, ...calls.map(within));
}
