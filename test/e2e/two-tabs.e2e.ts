import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { actDirectly, clickToConfirm, confirm, find, listenTo, seeWrite, signIn } from '../support/steps';
import { useStage } from './harness';

describe('two tabs that show the same task', () => {
  const stage = useStage();
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
  });

  it('follow each other, also across sites', async () => {
    const board = await stage.chromium.open(pageUrl('dashboard'));
    const pull = await stage.chromium.open(pageUrl('pull-request'));
    // Read once there, so that there is something to follow: an asking site does not ask by itself.
    await (await find(pull, 'Complete task: Version 2.0 is out')).hover();
    const heard = listenTo(stage.sandbox);
    const popup = await clickToConfirm(stage.chromium, board, 'Complete task: Version 2.0 is out');
    await confirm(popup, 'Complete', 'tracker.example.com');
    await find(board, 'Reopen task: Version 2.0 is out');
    // Looked at without a reload; a tab in the background draws nothing, so it comes to the front first.
    await pull.bringToFront();
    await find(pull, 'Reopen task: Version 2.0 is out');

    // A view shows what was asked for before Feishu has it.
    await seeWrite(heard, stage.guid('milestone'), 'completed_at');

    await board.bringToFront();
    await actDirectly(board, 'Reopen task: Version 2.0 is out', () => heard.writes().length > 1);
    await pull.bringToFront();
    await find(pull, 'Complete task: Version 2.0 is out');
    expect(heard.writes().map(({ fields }) => fields[0]?.after !== '0')).toEqual([true, false]);
  });
});
