import type { Person, Task } from '../../../lib/task/schema';
import type { KnownPerson } from './editor';

/** Everybody whom a task names, the reader first: members, creator, and the people in its custom fields. Apps are none. */
export function peopleOf(task: Task, me?: Person): KnownPerson[] {
  const named = [
    ...(me ? [{ id: me.open_id, name: me.name }] : []),
    ...(task.members ?? []),
    ...(task.creator ? [task.creator] : []),
    ...(task.custom_fields ?? []).flatMap(({ member_value = [] }) => member_value),
  ].filter((person) => !('type' in person) || person.type === undefined || person.type === 'user');
  const known = new Map<string, KnownPerson>();
  for (const { id, name } of named) {
    if (id === '') continue;
    const better = known.get(id)?.name || name;
    known.set(id, better ? { id, name: better } : { id });
  }
  return [...known.values()];
}
