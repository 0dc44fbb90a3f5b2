import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stdin } from 'node:process';
import { OUTPUT } from './support/build-e2e';
import { launchChromium } from './support/launch';
import { pageUrl } from './support/pages-server';
import { runTour } from './support/tour';
import { startWorld, type World } from './support/world';

const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) || process.platform !== 'linux';
const headless = process.argv.includes('--headless') || !hasDisplay;

/** What somebody needs to know who sees the browser for the first time. */
function explain({ sandbox }: World): string {
  const apps = sandbox.apps.map(({ name, app_id, app_secret }) => `  ${name.padEnd(32)} ${app_id}  ${app_secret}`);
  const users = sandbox.users.map(({ name, brand }) => `${name} (${brand})`).join(', ');
  return `
Tasklark runs in the browser that has just opened. Feishu and Lark are played by a sandbox on this machine; nothing leaves it.

1. In the options: choose the platform, fill in App ID and App Secret, press "Sign in".
${apps.join('\n')}
2. On the consent page choose a user (${users}) and press "Authorize". Most sample tasks are Anna Chen's.
3. On the sample pages: point at the ring beside a task link and press it. The popup asks first;
   tick "Act directly on …" there and the next click acts at once.
4. Alt+Shift+D completes, Alt+Shift+U reopens, Alt+Shift+E edits, Alt+Shift+K opens the popup.

Each change that the sandbox hears is printed here. Ctrl+C or closing the browser ends it.
`;
}

/** A real window on the user's own display, until it is closed. */
async function show(world: World): Promise<void> {
  const chromium = await launchChromium({ extension: world.extension, ports: world.ports, display: 'own' });
  await chromium.open(pageUrl('index'));
  await chromium.openOptions();
  console.log(explain(world));
  let told = 0;
  const printing = setInterval(() => {
    for (const { user, fields, guid } of world.sandbox.writes.slice(told)) {
      const changes = fields.map(
        ({ name, before, after }) => `${name}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
      );
      console.log(`${user || 'Feishu'} changed ${guid}\n  ${changes.join('\n  ')}`);
    }
    told = world.sandbox.writes.length;
  }, 300);
  const closed = new Promise<void>((resolve) => chromium.browser.once('disconnected', () => resolve()));
  process.once('SIGINT', () => void chromium.close());
  await closed;
  clearInterval(printing);
}

console.log('Building Tasklark and starting the sandbox …');
startWorld()
  .then(async (world) => {
    const pictures = join(OUTPUT, 'tour');
    mkdirSync(pictures, { recursive: true });
    try {
      if (headless) await runTour(world, pictures);
      else await show(world);
    } finally {
      await world.close();
      stdin.unref?.();
    }
  })
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
