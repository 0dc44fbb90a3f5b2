import type { CustomFieldDefinition } from '../../../../lib/task/custom-fields';
import type { Task } from '../../../../lib/task/schema';

/** One definition of every type, and a task that holds a value of each; two options are hidden and chosen. */
export const COST: CustomFieldDefinition = {
  guid: 'cost',
  name: 'Cost',
  type: 'number',
  number_setting: { format: 'usd', separator: 'thousand', decimal_count: 2 },
};
export const SHARE: CustomFieldDefinition = {
  guid: 'share',
  name: 'Share done',
  type: 'number',
  number_setting: { format: 'percentage', separator: 'none', decimal_count: 1 },
};
export const REVIEWER: CustomFieldDefinition = {
  guid: 'reviewer',
  name: 'Reviewer',
  type: 'member',
  member_setting: { multi: false },
};
export const TEAM: CustomFieldDefinition = {
  guid: 'team',
  name: 'Team',
  type: 'member',
  member_setting: { multi: true },
};
export const DAY: CustomFieldDefinition = {
  guid: 'day',
  name: 'Launch day',
  type: 'datetime',
  datetime_setting: { format: 'dd/mm/yyyy' },
};
const option = (guid: string, name: string, is_hidden = false) => ({ guid, name, color_index: 3, is_hidden });
export const STAGE: CustomFieldDefinition = {
  guid: 'stage',
  name: 'Stage',
  type: 'single_select',
  single_select_setting: { options: [option('s1', 'Draft'), option('s2', 'Final'), option('s3', 'Old stage', true)] },
};
export const AREAS: CustomFieldDefinition = {
  guid: 'areas',
  name: 'Areas',
  type: 'multi_select',
  multi_select_setting: {
    options: [
      option('a1', 'Web'),
      option('a2', 'Server'),
      option('a3', 'Retired area', true),
      option('a4', 'Gone', true),
    ],
  },
};
export const NOTE: CustomFieldDefinition = { guid: 'note', name: '备注', type: 'text' };

export const ALL = [COST, SHARE, REVIEWER, TEAM, DAY, STAGE, AREAS, NOTE];

export const task: Task = {
  guid: 'g',
  summary: 'Launch',
  creator: { id: 'ou_zhang', name: '张明德' },
  members: [{ id: 'ou_li', role: 'assignee', name: '李雷' }],
  tasklists: [{ tasklist_guid: 'list' }],
  custom_fields: [
    { guid: 'cost', name: 'Cost', type: 'number', number_value: '1250.5' },
    { guid: 'share', name: 'Share done', type: 'number', number_value: '0.2' },
    { guid: 'reviewer', name: 'Reviewer', type: 'member', member_value: [{ id: 'ou_zhang', type: 'user' }] },
    { guid: 'team', name: 'Team', type: 'member', member_value: [{ id: 'ou_x', type: 'user' }] },
    { guid: 'day', name: 'Launch day', type: 'datetime', datetime_value: '1798761600000' },
    { guid: 'stage', name: 'Stage', type: 'single_select', single_select_value: 's3' },
    { guid: 'areas', name: 'Areas', type: 'multi_select', multi_select_value: ['a1', 'a3'] },
    { guid: 'note', name: '备注', type: 'text', text_value: 'Ask 法务 first.' },
  ],
};
