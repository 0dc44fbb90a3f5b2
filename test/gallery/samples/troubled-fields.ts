import type { CustomFieldDefinition, CustomFieldOption } from '../../../lib/task/custom-fields';
import type { Task } from '../../../lib/task/schema';
import type { Language } from '../model';
import { speaker, tasks } from './tasks';

/** Custom fields with whatever their settings and values can bring: hidden and nameless options, no name, too many digits. */
export function troubledFields(language: Language): {
  task: Task;
  definitions: readonly CustomFieldDefinition[];
  typed: Record<string, string>;
} {
  const say = speaker(language);
  const areas: readonly CustomFieldOption[] = [
    { guid: 'web', name: say('Web', '网页'), color_index: 3 },
    { guid: 'old', name: say('Terminal', '终端'), color_index: 12, is_hidden: true },
    { guid: 'nameless', color_index: 30 },
  ];
  const number = (guid: string, name: string, decimal_count: number): CustomFieldDefinition => ({
    ...{ guid, name, type: 'number', number_setting: { format: 'normal', decimal_count } },
  });
  const definitions: readonly CustomFieldDefinition[] = [
    number('whole', say('Pieces', '件数'), 0),
    number('one', say('Weight', '重量'), 1),
    number('two', say('Cost', '成本'), 2),
    number('long', say('Serial', '序号'), 0),
    { guid: 'person', name: say('Reviewer', '评审人'), type: 'member', member_setting: { multi: false } },
    { guid: 'day', name: say('Launch day', '上线日'), type: 'datetime' },
    { guid: 'stage', name: say('Stage', '阶段'), type: 'single_select', single_select_setting: { options: areas } },
    { guid: 'gone', name: say('Level', '级别'), type: 'single_select', single_select_setting: { options: areas } },
    { guid: 'areas', name: say('Areas', '领域'), type: 'multi_select', multi_select_setting: { options: areas } },
    { guid: 'nameless', name: '', type: 'text' },
  ];
  const { full } = tasks(language);
  return {
    task: {
      ...full,
      custom_fields: [
        { guid: 'whole', number_value: '4' },
        { guid: 'person', member_value: [{ id: 'ou_lei' }, { id: 'ou_stranger_4711' }] },
        { guid: 'day', datetime_value: '1775174400123000000' },
        { guid: 'stage', single_select_value: 'old' },
        { guid: 'gone', single_select_value: 'removed' },
        { guid: 'areas', multi_select_value: ['web', 'old', 'nameless'] },
        { guid: 'nameless', text_value: say('Ask legal first.', '先问法务。') },
      ],
    },
    definitions,
    typed: {
      'custom:whole': '4.6',
      'custom:one': '2.57',
      'custom:two': '9.999',
      'custom:long': '123456789012345678901',
      'custom:person': 'ou_lei ou_me',
      'custom:areas': 'old nameless',
      'custom:nameless': '',
    },
  };
}
