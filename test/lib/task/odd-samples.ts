import { recipes } from '../../sandbox/seed-tasks';
import example from './document-example.json';

export const GUID = '83912691-2e43-47fc-94a4-d512e03984fa';

const person = (id: string, role: string) => ({ id, type: 'user', role, name: id });

/** Every documented shape of a task: the patch document's answer and request, a task that all must finish, the sandbox's own. */
export const SAMPLES: readonly Readonly<Record<string, unknown>>[] = [
  example.response.data.task,
  { guid: GUID, ...example.request.task },
  {
    ...{ guid: GUID, summary: 'All of us', mode: 1, status: 'todo', completed_at: '0', creator: person('ou_me', 'x') },
    members: [person('ou_me', 'assignee'), person('ou_2', 'assignee'), person('ou_3', 'follower')],
    assignee_related: [
      { id: 'ou_me', completed_at: '0' },
      { id: 'ou_2', completed_at: '1675742789470' },
    ],
    custom_fields: ['number', 'member', 'datetime', 'single_select', 'multi_select', 'text'].map((type) => ({
      guid: `field-${type}`,
      name: type,
      type,
      ...valueOfType(type),
    })),
    next_task_guid: 'e297ddff-06ca-4166-b917-4ce57cd3a7a0',
  },
  ...recipes(1_790_000_000_000).map(({ summary, set }) => ({ guid: GUID, summary, status: 'todo', ...set })),
];

function valueOfType(type: string): object {
  const values: Readonly<Record<string, object>> = {
    number: { number_value: '12.5' },
    member: { member_value: [{ id: 'ou_2', type: 'user', name: 'Bo' }] },
    datetime: { datetime_value: '1675728000000' },
    single_select: { single_select_value: 'option-a' },
    multi_select: { multi_select_value: ['option-a', 'option-b'] },
    text: { text_value: 'A text' },
  };
  return values[type] ?? {};
}
