import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageUrl } from '../support/pages-server';
import { typedIn } from '../support/popup-steps';
import {
  click,
  closePopup,
  find,
  type Heard,
  listenTo,
  openForm,
  seeText,
  seeWrite,
  signIn,
  type,
  until,
} from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

describe('the patch form', () => {
  const stage = useStage();
  let page: Page;
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    page = await stage.chromium.open(pageUrl('dashboard'));
  });

  async function edit(title: string): Promise<Page> {
    await page.bringToFront();
    const popup = await openForm(stage.chromium, page, title);
    await find(popup, 'Title', 'textbox');
    return popup;
  }
  const sent = (heard: Heard) =>
    heard.calls().flatMap(({ api, body }) => (api === 'task.v2.patch' ? [body as Record<string, unknown>] : []));

  it('sends several fields with exactly their names', async () => {
    const popup = await edit('Send the invoice to Contoso');
    const heard = listenTo(stage.sandbox);
    await type(popup, 'Description', 'By mail and by post.');
    await click(popup, 'Milestone', 'checkbox');
    await click(popup, 'Save 2 changes');
    await seeWrite(heard, stage.guid('due-today'), 'description', 'is_milestone');
    expect(sent(heard)).toEqual([
      {
        task: { description: 'By mail and by post.', is_milestone: true },
        update_fields: expect.arrayContaining(['description', 'is_milestone']),
      },
    ]);
    await seeText(popup, 'Saved');
    await closePopup(popup);
  });

  it('clears only what is cleared explicitly', async () => {
    const popup = await edit('Renew the certificate');
    const heard = listenTo(stage.sandbox);
    await click(popup, 'Clear Due');
    await click(popup, 'Save 1 change');
    const write = await seeWrite(heard, stage.guid('overdue'), 'due');
    expect(write.fields.map(({ name }) => name)).toEqual(['due']);
    expect(sent(heard)).toEqual([{ task: {}, update_fields: ['due'] }]);
    await closePopup(popup);
  });

  it('keeps typed text when the popup closes', async () => {
    const first = await edit('Trade fair in Shenzhen');
    await type(first, 'Title', 'Trade fair, half typed');
    await seeText(first, 'What will change');
    await closePopup(first);
    const again = await edit('Trade fair in Shenzhen');
    const title = await find(again, 'Title', 'textbox');
    await until(
      'the typed title',
      async () =>
        (await title.evaluate((element) => (element as HTMLTextAreaElement).value)) === 'Trade fair, half typed',
    );
    await click(again, 'Discard');
    await closePopup(again);
  });

  it('shows what was refused while it was closed, and is done with it once it is corrected', async () => {
    const { sandbox } = stage;
    const first = await edit('Trade fair in Shenzhen');
    const heard = listenTo(sandbox);
    // It waits for another try, which takes the text out of the form; then Feishu refuses it.
    sandbox.misbehave({ api: 'task.v2.patch', how: 'status', status: 503, body: 'busy', times: 1 });
    const refusal = { status: 400, code: 1470400, msg: "Invalid Param 'summary', no." };
    sandbox.misbehave({ api: 'task.v2.patch', how: 'status', ...refusal, times: 1 });
    await type(first, 'Title', 'Trade fair, refused');
    await type(first, 'Description', 'Hall 7');
    await click(first, 'Save 2 changes');
    await until('the first try', () => sent(heard).length === 1);
    await closePopup(first);
    await until('the second try', () => sent(heard).length === 2);

    const again = await edit('Trade fair in Shenzhen');
    await seeText(again, words('refused_stands'));
    await seeText(again, words('refused_here'));
    expect(await typedIn(again, 'Title')).toBe('Trade fair, refused');
    expect(await typedIn(again, 'Description')).toBe('Hall 7');
    expect(heard.writes()).toEqual([]);
    await type(again, 'Title', 'Trade fair in Shenzhen, hall 7');
    await click(again, 'Save 2 changes');
    const write = await seeWrite(heard, stage.guid('days'), 'summary', 'description');
    expect(write.fields.map(({ after }) => after)).toEqual(['Trade fair in Shenzhen, hall 7', 'Hall 7']);
    await until('the notes to go', () =>
      again.evaluate((words) => !document.body.innerText.includes(words), words('refused_stands')),
    );
    await find(again, 'Save');
    await closePopup(again);
  });

  it('takes a pasted link, also of a task that is not on the page', async () => {
    await page.bringToFront();
    const worker = await stage.chromium.worker();
    await worker.evaluate('chrome.action.openPopup()');
    const popup = await stage.chromium.popupPage();
    await type(popup, 'Task link or ID', stage.sandbox.tasks.find(({ key }) => key === 'reminder')?.url ?? '');
    await popup.keyboard.press('Enter');
    await find(popup, 'Call the landlord', 'heading');
    await closePopup(popup);
  });
});
