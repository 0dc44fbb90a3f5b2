import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { click, count, find, listenTo, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { useStage } from './harness';

/** Names of all controls on the page, also inside frames and closed roots, in no particular order. */
async function controls(page: Page): Promise<string[]> {
  const names: string[] = [];
  for (const frame of page.frames())
    for (const button of await frame.$$('::-p-aria([role="button"])')) {
      const name = await button.evaluate((element) => element.ariaLabel ?? element.getAttribute('aria-label') ?? '');
      if (/^(Complete|Reopen) task|^Sign in to Tasklark/.test(name)) names.push(name.replace(/^.*? task: /, ''));
    }
  return names.sort();
}

const settled = (page: Page, expected: readonly string[]) =>
  until(`controls ${expected.join(' | ')}`, async () => {
    const names = await controls(page);
    if (names.join('|') !== [...expected].sort().join('|')) throw new Error(names.join(' | '));
    return true;
  });

describe('controls stand where task links stand', () => {
  const stage = useStage();
  beforeAll(async () => {
    const token = stage.sandbox.tokenFor('Anna Chen');
    await signInByToken(await stage.chromium.openOptions(), { token, user: 'Anna Chen' });
  });

  it('follow links that a page adds, changes, moves and removes', async () => {
    const page = await stage.chromium.open(pageUrl('single-page-app'));
    await click(page, 'Add a link');
    await settled(page, ['the first task']);
    await click(page, 'Change the link');
    await settled(page, ['the first task']);
    await click(page, 'Move the link');
    await settled(page, ['the first task']);
    await click(page, 'Make it another link');
    await settled(page, []);
    await click(page, 'Change the link');
    await settled(page, ['the first task']);
    await click(page, 'Remove the link');
    await settled(page, []);
    await click(page, 'Go to another view');
    await settled(page, ['a task of the other view']);
    await click(page, 'Replace the document body');
    await settled(page, ['a task of the new body']);
    await page.close();
  });

  it('stand in shadow roots, frames of the same site, image maps and drawings', async () => {
    const page = await stage.chromium.open(pageUrl('parts'));
    for (const name of ['Write the release notes', 'Agree on the launch date', 'late task', 'Badges', 'Fair'])
      await find(page, `Complete task: ${name}`);
    for (const name of ['Version 2.0 is out', 'Invoice']) await find(page, `Complete task: ${name}`);
    const frame = page.frames()[1];
    await frame?.waitForSelector('::-p-aria([name="Complete task: Renew the certificate"][role="button"])');
    await page.close();
  });

  it('stand after bare addresses', async () => {
    const page = await stage.chromium.open(pageUrl('mail'));
    await until('a control for each address and the button', async () => (await controls(page)).length === 5);
    await page.close();
  });

  it('stand after an address that is written across borders of elements', async () => {
    const page = await stage.chromium.open(pageUrl('mail'));
    await until('a control for each address and the button', async () => (await controls(page)).length === 5);
    const add = (html: string) => page.evaluate((made) => document.body.insertAdjacentHTML('afterbegin', made), html);
    await add(
      `<p id="hint">See https://applink.feishu.cn/client/<wbr>todo/<wbr>detail?guid=${stage.guid('days')}, please</p>`,
    );
    await until('one more', async () => (await controls(page)).length === 6);
    const [begin, rest] = [stage.guid('shared').slice(0, 9), stage.guid('shared').slice(9)];
    await add(`<p id="words">See <b>https://applink.feishu.cn/client/to</b><i>do/detail?guid=${begin}</i></p>`);
    // The rest of it comes later.
    await page.$eval('#words', (words, text) => words.append(text, ' now'), rest);
    await until('and another', async () => (await controls(page)).length === 7);
    await page.$eval('#hint', (hint) => hint.firstChild?.remove());
    await until('one less', async () => (await controls(page)).length === 6);
    await page.close();
  });

  it('stand on a page with a strict policy and Trusted Types, which reports nothing', async () => {
    const page = await stage.chromium.browser.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(pageUrl('strict'));
    await find(page, 'Complete task: Write the release notes');
    await until('three controls', async () => (await controls(page)).length === 3);
    expect(said).toEqual([]);
    await page.close();
  });

  it('never stand in editors, fields, labels and buttons', async () => {
    const page = await stage.chromium.open(pageUrl('editor'));
    await settled(page, ['Write the release notes']);
    const written = await page.$eval('#inside', (element) => element.innerHTML);
    expect(written).not.toContain('<span');
    await page.close();
  });

  it('read wrapped links and are not fooled by look-alikes', async () => {
    const page = await stage.chromium.open(pageUrl('redirector'));
    await until('five controls', async () => (await controls(page)).length === 5);
    expect(await count(page, 'Complete task: a digit too many')).toBe(0);
    await page.close();
  });

  it('keep up with a virtual list', async () => {
    const page = await stage.chromium.open(pageUrl('chat'));
    await until('first controls', async () => (await controls(page)).length > 0);
    await page.$eval('#scroll', (element) => element.scrollTo(0, 40_000));
    const links = () =>
      page.$$eval('.message', (rows) => rows.filter((row) => row.textContent?.includes('applink.')).length);
    await until('as many controls as addresses', async () => (await controls(page)).length === (await links()));
    await page.close();
  });

  it('stand once, also when a task is linked twice', async () => {
    const page = await stage.chromium.open(pageUrl('readme'));
    await find(page, 'Complete task: 打开任务');
    const anchors = await page.$$eval('main a[href*="/todo/detail"]', (found) => found.length);
    // One address in inline code and one in a code block are text, not links.
    await until('one control a link', async () => (await controls(page)).length === anchors + 2);
    await page.close();
  });

  it('say at rest that nobody is signed in, and ask nobody for it', async () => {
    const page = await stage.chromium.open(pageUrl('single-page-app'));
    await click(page, 'Add a link');
    await find(page, 'Complete task: the first task');
    const heard = listenTo(stage.sandbox);
    const options = await stage.chromium.openOptions();
    await click(options, 'Sign out');
    await page.bringToFront();
    await find(page, 'Sign in to Tasklark');
    expect(heard.calls()).toEqual([]);
  });
});
