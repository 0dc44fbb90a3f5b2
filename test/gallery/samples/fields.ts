import type { FieldsView } from '../../../lib/messages/contract';
import type { CustomFieldDefinition, CustomFieldType } from '../../../lib/task/custom-fields';
import type { FieldName } from '../../../lib/task/fields';
import type { Task } from '../../../lib/task/schema';
import type { Language } from '../model';
import { dayAt, speaker, tasks } from './tasks';

type Held = NonNullable<Task['custom_fields']>[number];

/** One custom field of each type: its definition, what the task holds, and what somebody types instead. */
function customFields(language: Language) {
  const say = speaker(language);
  const option = (guid: string, name: string, color_index: number) => ({ guid, name, color_index });
  const areas = [
    option('web', say('Web', '网页'), 3),
    option('server', say('Server', '服务端'), 12),
    option('mobile', say('Mobile', '移动端'), 30),
  ];
  const named = {
    number: say('Cost', '成本'),
    member: say('Reviewer', '评审人'),
    datetime: say('Launch day', '上线日'),
    single_select: say('Stage', '阶段'),
    multi_select: say('Areas', '领域'),
    text: say('Note', '备注'),
  } satisfies Record<CustomFieldType, string>;
  return {
    number: {
      setting: { number_setting: { format: 'usd', separator: 'thousand', decimal_count: 2 } },
      held: { number_value: '1250.5' },
      typed: '990',
    },
    member: {
      setting: { member_setting: { multi: false } },
      held: { member_value: [{ id: 'ou_lei', type: 'user' }] },
      typed: 'ou_me',
    },
    datetime: { setting: {}, held: { datetime_value: dayAt(20) }, typed: '2026-12-24' },
    single_select: {
      setting: { single_select_setting: { options: areas } },
      held: { single_select_value: 'web' },
      typed: 'server',
    },
    multi_select: {
      setting: { multi_select_setting: { options: areas } },
      held: { multi_select_value: ['web', 'mobile'] },
      typed: 'server',
    },
    text: { setting: {}, held: { text_value: say('Ask legal first.', '先问法务。') }, typed: say('Done.', '好了。') },
    named,
  };
}

const TYPES = [
  'number',
  'member',
  'datetime',
  'single_select',
  'multi_select',
  'text',
] as const satisfies readonly CustomFieldType[];

/** A task with a value in every field, and the definitions of its custom ones. */
export function everyField(language: Language): { task: Task; fields: FieldsView; typed: Record<string, string> } {
  const { named, ...custom } = customFields(language);
  const definitions = TYPES.map(
    (type): CustomFieldDefinition => ({ guid: type, name: named[type], type, ...custom[type].setting }),
  );
  const held = TYPES.map((type): Held => ({ guid: type, name: named[type], type, ...custom[type].held }));
  const { full } = tasks(language);
  const say = speaker(language);
  return {
    task: {
      ...full,
      repeat_rule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=TU',
      custom_complete: { pc: { href: 'https://erp.example.com/purchase/4711' } },
      custom_fields: held,
    },
    fields: { definitions, unreadable: [] },
    typed: {
      summary: say('Ship the export dialog in two steps', '分两步上线导出对话框'),
      description: say('First the columns.', '先处理列。'),
      due: '2026-12-08 18:00',
      start: '2026-12-02 09:00',
      repeat_rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      is_milestone: 'false',
      mode: '1',
      extra: 'eyJidWlsZCI6NDN9',
      custom_complete: '{"pc":{"href":"https://erp.example.com/purchase/4712"}}',
      ...Object.fromEntries(TYPES.map((type) => [`custom:${type}`, custom[type].typed])),
    },
  };
}

/** Every field that can be emptied, emptied. */
export const EMPTIED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    (
      ['description', 'due', 'start', 'repeat_rule', 'extra', 'custom_complete'] as const satisfies readonly FieldName[]
    ).map((name) => [name, '']),
  ),
  ...Object.fromEntries(TYPES.map((type) => [`custom:${type}`, ''])),
};
