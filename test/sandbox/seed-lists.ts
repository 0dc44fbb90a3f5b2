import { fixedGuid } from './fixed-guid';
import type { FieldDefinition, FieldRecord, FieldValue, Tasklist } from './model';
import { ANNA, LI, ZHANG } from './seed-people';
import { userMember } from './task-record';

/** Anna may edit it, so she may also set its fields. */
export const LAUNCH_LIST: Tasklist = {
  guid: fixedGuid('list launch'),
  name: 'Product launch',
  tenant_key: ANNA.tenant_key,
  default_section: fixedGuid('section launch'),
  members: [
    { id: ANNA.open_id, role: 'owner' },
    { id: ZHANG.open_id, role: 'editor' },
    { id: LI.open_id, role: 'viewer' },
  ],
};

/** Anna may only read it and its field. */
export const FINANCE_LIST: Tasklist = {
  guid: fixedGuid('list finance'),
  name: 'Finance 财务',
  tenant_key: ANNA.tenant_key,
  default_section: fixedGuid('section finance'),
  members: [
    { id: ZHANG.open_id, role: 'owner' },
    { id: ANNA.open_id, role: 'viewer' },
  ],
};

const option = (name: string, color: number, hidden = false) => ({
  guid: fixedGuid(`option ${name}`),
  name,
  color_index: color,
  is_hidden: hidden,
});

const STAGES = [option('Draft', 3), option('Review', 11), option('Final', 20), option('Old stage', 40, true)];
const AREAS = [option('Web', 5), option('Mobile', 15), option('Server', 25), option('Retired area', 50, true)];

const OLDEN = '1735689600000';

function define(
  name: string,
  list: Tasklist,
  setting: Pick<FieldDefinition, 'type'> & Partial<FieldDefinition>,
): FieldRecord {
  return {
    field: {
      guid: fixedGuid(`field ${name}`),
      name,
      creator: userMember(ZHANG, 'creator'),
      created_at: OLDEN,
      updated_at: OLDEN,
      ...setting,
    },
    tenant_key: list.tenant_key,
    tasklists: [list.guid],
  };
}

const COST = define('Cost', LAUNCH_LIST, {
  type: 'number',
  number_setting: { format: 'usd', separator: 'thousand', decimal_count: 2 },
});
const SHARE = define('Share done', LAUNCH_LIST, {
  type: 'number',
  number_setting: { format: 'percentage', separator: 'none', decimal_count: 1 },
});
const REVIEWER = define('Reviewer', LAUNCH_LIST, { type: 'member', member_setting: { multi: false } });
const LAUNCH_DAY = define('Launch day', LAUNCH_LIST, { type: 'datetime', datetime_setting: { format: 'yyyy-mm-dd' } });
const STAGE = define('Stage', LAUNCH_LIST, { type: 'single_select', single_select_setting: { options: STAGES } });
const AREA = define('Areas', LAUNCH_LIST, { type: 'multi_select', multi_select_setting: { options: AREAS } });
const NOTE = define('备注', LAUNCH_LIST, { type: 'text', text_setting: {} });
const BUDGET = define('Budget code', FINANCE_LIST, { type: 'text', text_setting: {} });

export const FIELDS: readonly FieldRecord[] = [COST, SHARE, REVIEWER, LAUNCH_DAY, STAGE, AREA, NOTE, BUDGET];

const value = ({ field }: FieldRecord, of: Partial<FieldValue>): FieldValue => ({
  guid: field.guid,
  type: field.type,
  name: field.name,
  ...of,
});

/** Values of every type; stage and areas hold an option that is hidden by now. */
export const FIELD_VALUES: readonly FieldValue[] = [
  value(COST, { number_value: '1250.5' }),
  value(SHARE, { number_value: '0.2' }),
  value(REVIEWER, { member_value: [{ id: ZHANG.open_id, type: 'user' }] }),
  value(LAUNCH_DAY, { datetime_value: '1798761600000' }),
  value(STAGE, { single_select_value: fixedGuid('option Old stage') }),
  value(AREA, { multi_select_value: [fixedGuid('option Web'), fixedGuid('option Retired area')] }),
  value(NOTE, { text_value: 'Ask 法务 first.' }),
];

export const BUDGET_VALUE: FieldValue = value(BUDGET, { text_value: 'FIN-2026-07' });
