import { describe, expect, it } from 'vitest';
import { fixedGuid } from '../sandbox/fixed-guid';
import type { FieldRecord } from '../sandbox/model';
import { LAUNCH_LIST } from '../sandbox/seed-lists';
import { pageUrl } from '../support/pages-server';
import { openTask } from '../support/popup-steps';
import { click, closePopup, listenTo, seeText, seeWrite, signIn, type } from '../support/steps';
import { words } from '../support/words';
import { useStage } from './harness';

const TYPES = ['number', 'member', 'datetime', 'single_select', 'multi_select', 'text'] as const;

/** One of many fields of the list, of each type in turn, with names and options as long as Feishu lets them be. */
function longField(number: number): FieldRecord {
  const type = TYPES[number % TYPES.length] ?? 'text';
  const options = Array.from({ length: 100 }, (_, index) => ({
    guid: fixedGuid(`long ${number} ${index}`),
    name: `${index} ${'选项'.repeat(20)}`,
    color_index: index % 55,
    is_hidden: false,
  }));
  return {
    field: {
      guid: fixedGuid(`long ${number}`),
      name: `AFieldWithoutAnySpacesInItsVeryLongName_${number}`,
      type,
      creator: { id: 'ou_none', type: 'user', role: 'creator' },
      created_at: '1735689600000',
      updated_at: '1735689600000',
      ...(type === 'member' && { member_setting: { multi: true } }),
      ...(type === 'single_select' && { single_select_setting: { options } }),
      ...(type === 'multi_select' && { multi_select_setting: { options } }),
    },
    tenant_key: LAUNCH_LIST.tenant_key,
    tasklists: [LAUNCH_LIST.guid],
  };
}

// A file of its own: a list's definitions are kept for ten minutes, so they must stand before anybody reads them.
describe('thirty custom fields', () => {
  const stage = useStage();

  it('neither overflow nor hide the foot', async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen', extras: ['task:custom_field:read'] });
    const page = await stage.chromium.open(pageUrl('index'));
    const link = stage.sandbox.tasks.find((task) => task.key === 'plain')?.url ?? '';
    for (let number = 0; number < 30; number += 1) stage.sandbox.addField(longField(number));
    const guid = stage.guid('plain');
    stage.sandbox.edit(guid, {
      tasklists: [{ tasklist_guid: LAUNCH_LIST.guid, section_guid: LAUNCH_LIST.default_section }],
      custom_fields: [
        {
          guid: longField(5).field.guid,
          name: longField(5).field.name,
          type: 'text',
          text_value: '很长的值'.repeat(700),
        },
      ],
    });
    const popup = await openTask(stage.chromium, page, { link });
    await seeText(popup, longField(29).field.name);
    const size = await popup.evaluate(() => {
      const main = document.querySelector('main') as HTMLElement;
      const foot = document.querySelector('.foot') as HTMLElement;
      return {
        wide: Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth),
        under: foot.getBoundingClientRect().bottom - innerHeight,
      };
    });
    expect(size.wide).toBeLessThanOrEqual(0);
    expect(size.under).toBeLessThanOrEqual(0);
    const heard = listenTo(stage.sandbox);
    await type(popup, longField(29).field.name, 'The last of all');
    await click(popup, words('save_one'));
    await seeWrite(heard, guid, 'custom_fields');
    const last = stage.sandbox.task(guid)?.custom_fields?.find((entry) => entry.name === longField(29).field.name);
    expect(last?.text_value).toBe('The last of all');
    await closePopup(popup);
  });
});
