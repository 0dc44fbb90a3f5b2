import { rmSync } from 'node:fs';
import { launchChromium } from '../../support/launch';
import { signIn } from '../../support/steps';
import { startWorld } from '../../support/world';
import { median, report, rowOf } from '../rows';
import { REFERENCES, withReferencePages } from './reference-pages';

/** How long the API takes to answer, ms. */
const API_MS = 40;
/** After a task was read, ms: so long the limiter needs to be as fast as at first. */
const REST_MS = 1500;
/** Between two that ask Feishu for nothing, ms: the page before has gone by then. */
const PAUSE_MS = 300;
const KEYS = [
  'plain',
  'overdue',
  'due-today',
  'shared',
  'milestone',
  'days',
  'reminder',
  'start-due',
  'subtask',
] as const;

/** When the first field stood in the document, in the next frame, ms since the page was asked for. */
const WATCH = `
globalThis.formAt = new Promise((resolve) => {
  const look = () => {
    if (!document.querySelector('form input, form textarea, main input, main textarea')) return;
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now()));
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
});
`;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * From the popup's page being asked for to its form in the next frame, as a tab of the built extension: what the browser itself takes to
 * open a popup's window is nobody's to better, and no driver is there early enough to see it. Beside it pages of the same
 * extension that do as little as a page can, in the same turns.
 */
export async function benchPopup(args: readonly string[]): Promise<boolean> {
  return report(args, async (tell) => {
    const world = await startWorld();
    const extension = withReferencePages(world.extension);
    const chromium = await launchChromium({ extension, ports: world.ports });
    try {
      await signIn(chromium, world.sandbox, { user: 'Anna Chen' });
      for (const api of ['task.v2.get', 'task.v2.list']) world.sandbox.misbehave({ api, how: 'delay', ms: API_MS });
      const open = async (file: string, key: string, rest: number) => {
        const guid = world.sandbox.tasks.find((task) => task.key === key)?.guid;
        if (!guid) throw new Error(`No sample task ${key}`);
        const page = await chromium.browser.newPage();
        await page.evaluateOnNewDocument(WATCH);
        await page.goto(`chrome-extension://${chromium.extensionId}/${file}.html?tab=1&brand=feishu&guid=${guid}`);
        const ms = (await page.evaluate('formAt')) as number;
        await page.close();
        await sleep(rest);
        return ms;
      };
      const arms = ['popup', ...REFERENCES.map((name) => `reference/${name}` as const)] as const;
      const times = new Map<string, number[]>(['asked', ...arms].map((arm) => [arm, []]));
      // The first ones fill the caches of code.
      for (const arm of arms) await open(arm, 'done', REST_MS);
      for (const key of KEYS) {
        times.get('asked')?.push(await open('popup', key, REST_MS));
        for (const arm of [...arms].sort(() => Math.random() - 0.5))
          times.get(arm)?.push(await open(arm, key, PAUSE_MS));
      }
      const of = (arm: (typeof arms)[number] | 'asked') => times.get(arm) ?? [];
      const over = (of: readonly number[], base: readonly number[]) =>
        of.map((ms, index) => ms - (base[index] ?? Number.NaN));
      const floor = (arm: (typeof arms)[number]) => `${median(of(arm)).toFixed(0)} ms`;
      tell([
        rowOf('popup, to the form with a cached task', of('popup'), { unit: 'ms', goal: 100 }),
        rowOf('  over an empty page of the extension', over(of('popup'), of('reference/empty')), {
          unit: 'ms',
          note: floor('reference/empty'),
        }),
        rowOf('  over one that draws an input with the same library', over(of('popup'), of('reference/library')), {
          unit: 'ms',
          note: floor('reference/library'),
        }),
        rowOf('  over one that asks the background before it draws', over(of('popup'), of('reference/question')), {
          unit: 'ms',
          note: floor('reference/question'),
        }),
        rowOf(`popup, to the form with an API at ${API_MS} ms`, of('asked'), { unit: 'ms', goal: API_MS + 60 }),
        rowOf(
          `  over one that asks the background before it draws, and ${API_MS} ms`,
          over(of('asked'), of('reference/question')).map((ms) => ms - API_MS),
          { unit: 'ms' },
        ),
      ]);
    } finally {
      await chromium.close();
      await world.close();
      rmSync(extension, { recursive: true });
    }
  });
}
