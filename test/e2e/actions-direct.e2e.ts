import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { actDirectly, clickToConfirm, confirm, count, find, listenTo, seeWrite, signIn, until } from '../support/steps';
import { useStage } from './harness';

describe('on a site that may act directly', () => {
  const stage = useStage();
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
  });

  it('becomes direct by the box in the confirmation, with the controls that are there', async () => {
    const heard = listenTo(stage.sandbox);
    const page = await stage.chromium.open(pageUrl('dashboard'));
    await find(page, 'Complete task: Write the release notes');
    expect(await page.evaluate('(controls = [...document.querySelectorAll("td span:empty")]).length')).toBeGreaterThan(
      3,
    );
    const popup = await clickToConfirm(stage.chromium, page, 'Complete task: Write the release notes');
    await confirm(popup, 'Complete', 'tracker.example.com');
    await seeWrite(heard, stage.guid('plain'), 'completed_at');
    await find(page, 'Reopen task: Write the release notes');
    // Read by itself, as every link in view on a direct site is: Anna's own open tasks all in one request.
    const reads = (api: string) => heard.calls().filter((call) => call.api === api && call.code === 0);
    await until('the list', () => reads('task.v2.list').length > 0);
    await until('what it has not', () => reads('task.v2.get').some(({ path }) => path.includes(stage.guid('done'))));
    expect(reads('task.v2.list')).toHaveLength(1);
    expect(reads('task.v2.get').filter(({ path }) => path.includes(stage.guid('overdue')))).toEqual([]);
    expect(await page.evaluate('controls.every((control) => control.isConnected)')).toBe(true);
    await page.close();
  });

  it('shows the state of the links in view by itself, and acts on one click', async () => {
    const page = await stage.chromium.open(pageUrl('dashboard'));
    await find(page, 'Reopen task: Write the release notes');
    const heard = listenTo(stage.sandbox);
    await actDirectly(page, 'Reopen task: Write the release notes', () => heard.writes().length > 0);
    await seeWrite(heard, stage.guid('plain'), 'completed_at');
    expect(stage.sandbox.task(stage.guid('plain'))?.completed_at).toBe('0');
    await find(page, 'Complete task: Write the release notes');
    expect(heard.writes()).toHaveLength(1);
    await page.close();
  });

  it('takes a direct action back by Undo', async () => {
    const page = await stage.chromium.open(pageUrl('dashboard'));
    const heard = listenTo(stage.sandbox);
    await actDirectly(page, 'Complete task: Trade fair in Shenzhen', () => heard.writes().length > 0);
    await seeWrite(heard, stage.guid('days'), 'completed_at');
    await actDirectly(page, 'Undo', () => count(page, 'Complete task: Trade fair in Shenzhen'));
    await until('the second write', () => heard.writes().length > 1);
    expect(stage.sandbox.task(stage.guid('days'))?.completed_at).toBe('0');
    await page.close();
  });

  it('ignores a click that the page makes up', async () => {
    const page = await stage.chromium.open(pageUrl('dashboard'));
    await find(page, 'Complete task: Renew the certificate');
    const heard = listenTo(stage.sandbox);
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('td :not(a)')) {
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
          element.dispatchEvent(
            new PointerEvent(type, { bubbles: true, cancelable: true, composed: true, isPrimary: true }),
          );
        if (element instanceof HTMLElement) element.click();
      }
    });
    // A real click afterwards: had the forged ones meant anything, its write would not be the first.
    await actDirectly(page, 'Complete task: Send the invoice to Contoso', () => heard.writes().length > 0);
    await seeWrite(heard, stage.guid('due-today'), 'completed_at');
    expect(heard.writes().map(({ guid }) => guid)).toEqual([stage.guid('due-today')]);
    await page.close();
  });
});
