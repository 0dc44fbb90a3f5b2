import { launchChromium } from '../../support/launch';
import { signIn } from '../../support/steps';
import { startWorld } from '../../support/world';
import { report, rowOf } from '../rows';

/** How long the API takes to answer, ms. */
const API_MS = 40;
/** Between two, ms: so long the limiter needs to be as fast as at first. */
const REST_MS = 1500;
const KEYS = ['plain', 'overdue', 'due-today', 'shared', 'milestone', 'days', 'reminder'] as const;

/** When the first field of the form stood in the document, ms since the page was asked for. */
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

/**
 * From the popup's page being asked for to its form in the next frame, as a tab of the built extension: what the browser itself takes to
 * open a popup's window is nobody's to better, and no driver is there early enough to see it.
 */
export async function benchPopup(args: readonly string[]): Promise<boolean> {
  return report(args, async (tell) => {
    const world = await startWorld();
    const chromium = await launchChromium({ extension: world.extension, ports: world.ports });
    try {
      await signIn(chromium, world.sandbox, { user: 'Anna Chen' });
      for (const api of ['task.v2.get', 'task.v2.list']) world.sandbox.misbehave({ api, how: 'delay', ms: API_MS });
      const open = async (key: string) => {
        const guid = world.sandbox.tasks.find((task) => task.key === key)?.guid;
        if (!guid) throw new Error(`No sample task ${key}`);
        const page = await chromium.browser.newPage();
        await page.evaluateOnNewDocument(WATCH);
        await page.goto(`chrome-extension://${chromium.extensionId}/popup.html?tab=1&brand=feishu&guid=${guid}`);
        const ms = (await page.evaluate('formAt')) as number;
        await page.close();
        await new Promise((resolve) => setTimeout(resolve, REST_MS));
        return ms;
      };
      // The first one fills the caches of code.
      await open('done');
      const [asked, cached]: number[][] = [[], []];
      for (const key of KEYS) {
        asked?.push(await open(key));
        cached?.push(await open(key));
      }
      tell([
        rowOf('popup, to the form with a cached task', cached ?? [], { unit: 'ms', goal: 100 }),
        rowOf(`popup, to the form with an API at ${API_MS} ms`, asked ?? [], { unit: 'ms', goal: API_MS + 60 }),
      ]);
    } finally {
      await chromium.close();
      await world.close();
    }
  });
}
