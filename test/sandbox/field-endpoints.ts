import { invalidParam, notFound } from './api-error';
import type { Call, Endpoint } from './gateway';
import type { FieldDefinition, FieldRecord } from './model';
import { cutPage } from './paging';
import { demand, fieldRight, listRight } from './permissions';
import { showMember } from './task-view';

const SCOPES = ['task:custom_field:read', 'task:custom_field:write'];

export const getField: Endpoint = {
  api: 'task.v2.custom_field.get',
  method: 'GET',
  path: '/open-apis/task/v2/custom_fields/:id',
  scopes: SCOPES,
  tier: '100/min',
  run: (call) => {
    const { state, id, identity } = call;
    if (id.length > 100) throw invalidParam('custom_field_guid', 'the length must not exceed 100.');
    const record = state.fields.get(id);
    if (!record) throw notFound('custom field');
    demand(fieldRight(state, record, identity), 'read', 'custom field');
    return { custom_field: showField(call, record) };
  },
};

/** With `resource_id` the fields of that list, else all that the caller may read. */
export const listFields: Endpoint = {
  api: 'task.v2.custom_field.list',
  method: 'GET',
  path: '/open-apis/task/v2/custom_fields',
  scopes: SCOPES,
  tier: '100/min',
  run: (call) => {
    const { state, identity } = call;
    const type = call.query('resource_type') ?? 'tasklist';
    if (type !== 'tasklist') throw invalidParam('resource_type', "only 'tasklist' is supported.");
    const list = call.query('resource_id') ?? '';
    if (list !== '') {
      if (!state.lists.has(list)) throw notFound('tasklist');
      demand(listRight(state, list, identity), 'read', 'tasklist');
    }
    const readable = [...state.fields.values()].filter(
      (record) => (list === '' || record.tasklists.includes(list)) && fieldRight(state, record, identity) !== 'none',
    );
    const page = cutPage(call, readable);
    return { ...page, items: page.items.map((record) => showField(call, record)) };
  },
};

function showField(call: Call, { field }: FieldRecord): FieldDefinition {
  return { ...structuredClone(field), creator: showMember(call, field.creator) };
}
