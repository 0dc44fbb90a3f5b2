import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostileServer, startHostile } from '../attacks/hostile-server';
import { type Chromium, launchChromium } from '../support/launch';
import { find, listenTo, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { startWorld, type World } from '../support/world';

const ORIGIN = 'https://hostile.example.test';

describe('a prerendered page', () => {
  let world: World;
  let hostile: HostileServer;
  let chromium: Chromium;
  let options: Page;
  beforeAll(async () => {
    world = await startWorld();
    if (!world.sandbox.tls) throw new Error('The sandbox has no HTTPS');
    hostile = await startHostile(world.sandbox.tls);
    const ports = { ...world.ports, pages: hostile.tlsPort, plainPages: hostile.port };
    chromium = await launchChromium({ extension: world.extension, ports });
    options = await chromium.openOptions();
    await signInByToken(options, { token: world.sandbox.tokenFor('Anna Chen'), user: 'Anna Chen' });
  });
  afterAll(async () => {
    await chromium?.close();
    await hostile?.close();
    await world?.close();
  });

  it('gets no control and causes no request until somebody sees it', async () => {
    // A direct site reads its links by itself, so that nothing but the prerendering keeps it from doing so.
    const set = { type: 'site.set', input: { origin: ORIGIN, mode: 'direct' } };
    await options.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(set)})`);
    const plain = world.sandbox.tasks.find(({ key }) => key === 'plain');
    const rules = JSON.stringify({ prerender: [{ urls: ['/next'], eagerness: 'immediate' }] });
    hostile.serve('/next', {
      html: `<!doctype html><title>Next</title><p>See <a id="link" href="${plain?.url}">the notes</a></p>
        <script>
          const report = (what) => fetch('/report?' + what + '=' + document.querySelectorAll('#link + *').length + document.prerendering);
          addEventListener('load', () => setTimeout(report, 1500, 'before'));
        </script>`,
    });
    hostile.serve('/first', {
      html: `<!doctype html><title>First</title><a id="go" href="/next">Next</a><script type="speculationrules">${rules}</script>`,
    });
    const heard = listenTo(world.sandbox);
    const page = await chromium.open(`${ORIGIN}/first`);
    const reported = await until('the prerendered page to look around', () =>
      hostile.requests.find((line) => line.includes('/report')),
    );
    expect(reported).toContain('before=0true');
    expect(heard.calls()).toEqual([]);
    await page.click('#go');
    await until('the page to be there', async () => (await page.title()) === 'Next');
    await find(page, `Complete task: ${plain?.summary}`);
    expect(heard.calls().map(({ path }) => path.includes(plain?.guid ?? ''))).toEqual([true]);
    expect(await page.evaluate("performance.getEntriesByType('navigation')[0].activationStart")).toBeGreaterThan(0);
    await page.close();
  });
});
