import type { Call } from './gateway';
import type { FieldValue, Member, Task, TaskRecord } from './model';
import { fieldRight, listRight } from './permissions';

/** A task as the caller may see it: ids of the kind asked for, only lists and fields that the caller may read. */
export function showTask(call: Call, { task }: TaskRecord): Task {
  const { state, identity } = call;
  const shown = structuredClone(task);
  shown.creator = showMember(call, shown.creator);
  shown.members = shown.members.map((member) => showMember(call, member));
  shown.assignee_related = shown.assignee_related.map((entry) => ({ ...entry, id: showId(call, entry.id) }));
  shown.tasklists = shown.tasklists.filter(({ tasklist_guid }) => listRight(state, tasklist_guid, identity) !== 'none');
  shown.custom_fields = shown.custom_fields
    .filter((value) => mayRead(call, value))
    .map((value) => showValue(call, value));
  return shown;
}

/** Puts the kind of id that the call asked for. Ids of apps are always the same. */
export function showId({ state, idType }: Call, openId: string): string {
  return state.user(openId)?.[idType] ?? openId;
}

/** The other way: the open_id behind an id of the kind that the call uses; undefined when nobody has it. */
export function openIdOf({ state, idType }: Call, id: string): string | undefined {
  return state.users.find((user) => user[idType] === id)?.open_id;
}

export function showMember(call: Call, member: Member): Member {
  const name = call.state.memberName(member.id);
  return { ...member, id: showId(call, member.id), ...(name === undefined ? {} : { name }) };
}

function mayRead({ state, identity }: Call, value: FieldValue): boolean {
  const record = state.fields.get(value.guid);
  return record !== undefined && fieldRight(state, record, identity) !== 'none';
}

function showValue(call: Call, value: FieldValue): FieldValue {
  if (!value.member_value) return value;
  return { ...value, member_value: value.member_value.map((member) => showMember(call, member)) };
}
