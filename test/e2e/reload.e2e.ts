import { beforeAll, describe, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { clickToConfirm, confirm, count, find, listenTo, seeWrite, signIn, until } from '../support/steps';
import { useStage } from './harness';

describe('an extension that is reloaded under open pages', () => {
  const stage = useStage();
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
  });

  it('takes its old controls away, and new ones work', async () => {
    const name = 'Complete task: Version 2.0 is out';
    const page = await stage.chromium.open(pageUrl('dashboard'));
    const old = await find(page, name);
    await stage.chromium.reloadExtension();
    await until('the old control to leave', () => old.evaluate((element) => !element.isConnected));
    await until('one new control', async () => (await count(page, name)) === 1);
    const heard = listenTo(stage.sandbox);
    await confirm(await clickToConfirm(stage.chromium, page, name), 'Complete');
    await seeWrite(heard, stage.guid('milestone'), 'completed_at');
    await find(page, 'Reopen task: Version 2.0 is out');
  });
});
