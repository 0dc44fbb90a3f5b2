import type { Page } from 'puppeteer';
import type { Sandbox } from '../../sandbox/server';
import { pageUrl } from '../../support/pages-server';
import { actDirectly, count, find, until } from '../../support/steps';
import { words } from '../../support/words';
import { PEOPLE } from './accounts';
import type { Home } from './home';
import type { Wish } from './model';
import { type Armed, AT_THE_SERVER } from './points';
import { watchServer } from './server-points';
import type { Stage } from './stage';

/** Sample tasks of the page that nobody else in a run touches. */
const KEYS = ['days', 'due-today'];
/** Where the worker may die under a click, which is an operation like any other from here on. */
const POINTS = [...AT_THE_SERVER, 'before the token', 'answer read but not recorded', 'recorded but not told'] as const;
/** How long it may take to come there, ms; then it dies wherever it is. */
const PATIENCE_MS = 6000;
/** The page hears of it within this time, ms, or was never asked for it. */
const ANSWER_MS = 15_000;
/** How long what waits before it, and what the server told to wait, may take to come through, ms. */
const BACKLOG_MS = 90_000;

/** A real click on a control in a page whose site acts directly: here the control makes the id, and repeats it. */
export interface Clicks {
  /** Clicks, kills the worker on the way, and waits until the control shows what it did and the server has it. */
  throughDeath(stage: Stage): Promise<void>;
}

export function openClicks(home: Home, sandbox: Sandbox): Clicks {
  const tasks = sandbox.tasks.filter(({ key }) => KEYS.includes(key));
  let presses = 0;

  return {
    async throughDeath(stage) {
      const { random, user, worker } = stage;
      await worker.arm(undefined);
      user.open();
      await user.ask('site.set', { origin: new URL(pageUrl('dashboard')).origin, mode: 'direct' });
      const { guid, summary } = tasks[presses % tasks.length] ?? { guid: '', summary: '' };
      presses += 1;
      let last: unknown;
      await until(
        `"${summary}" to be readable`,
        async () => {
          await signInWhereAsked(stage);
          const answer = await user.ask('task.read', { brand: 'feishu', guid, fresh: true });
          last = answer && !answer.ok && answer.failure;
          return answer?.ok;
        },
        BACKLOG_MS,
      ).catch((error) => Promise.reject(new Error(`${error.message} (${JSON.stringify(last)})`)));
      const isDone = sandbox.task(guid)?.status === 'done';
      const [now, next] = isDone ? ['Reopen', 'Complete'] : ['Complete', 'Reopen'];
      const page = await home.chromium.open(pageUrl('dashboard'));
      await find(page, `${now} task: ${summary}`);
      const armed: Armed = { point: random.pick(POINTS) };
      const stopWatching = watchServer(sandbox, armed, worker.report);
      await worker.arm(armed);
      const common = { number: user.wishes.length + 1, id: `click ${presses}`, user: PEOPLE.feishu, guid } as const;
      const kind = isDone ? 'reopen' : 'complete';
      const wish: Wish = { ...common, kind, behind: false, contested: false, answer: 'unknown' };
      user.wishes.push(wish);
      // Where the machine stalls the gate asks instead, as it should.
      const press = (happened: () => unknown) => actDirectly(page, `${now} task: ${summary}`, happened);
      await press(async () => (await worker.reached(0)) || (await answerOn(page)));
      await worker.reached(PATIENCE_MS);
      stopWatching();
      await worker.arm(undefined);
      await worker.kill();
      // Something else may have come to the point, and the click have been asked about.
      const told = until(`an answer to "${now}"`, () => answerOn(page), ANSWER_MS).catch(() => undefined);
      if (!(await told)) await press(() => answerOn(page));
      wish.answer = (await answerOn(page)) ?? 'unknown';
      if (wish.answer !== 'acknowledged') throw new Error(`The click on "${summary}" was ${wish.answer}`);
      await until(`the control of "${summary}" to say "${next}"`, () => count(page, `${next} task: ${summary}`));
      const wanted = isDone ? 'todo' : 'done';
      await until(
        `"${summary}" to be so on the server`,
        async () => {
          await signInWhereAsked(stage);
          return sandbox.task(guid)?.status === wanted;
        },
        BACKLOG_MS,
      );
      await page.close();
      user.shut();
      await worker.kill();
    },
  };
}

/** What the page was told: what can be taken back has been stored. */
async function answerOn(page: Page): Promise<Wish['answer'] | undefined> {
  if (await count(page, words('toast_undo'))) return 'acknowledged';
  return (await count(page, words('toast_dismiss'))) ? 'refused' : undefined;
}

/** A click waits for a sign-in as anything else does. */
async function signInWhereAsked({ accounts, look }: Stage): Promise<void> {
  accounts.look(await look());
  await accounts.restore();
}
