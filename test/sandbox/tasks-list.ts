import { badField, invalidParam } from './api-error';
import type { Endpoint } from './gateway';
import { cutPage } from './paging';
import { showTask } from './task-view';
import { READ_SCOPES } from './tasks-v2';

/** The tasks assigned to the caller, in the order they were made (on the platform: the user's manual order). */
export const listTasks: Endpoint = {
  api: 'task.v2.list',
  method: 'GET',
  path: '/open-apis/task/v2/tasks',
  scopes: READ_SCOPES,
  tier: '1000/min and 50/s',
  userOnly: true,
  run: (call) => {
    const { state, identity } = call;
    const type = call.query('type') ?? 'my_tasks';
    if (type !== 'my_tasks') throw invalidParam('type', "only 'my_tasks' is supported.");
    const completed = call.query('completed') ?? '';
    if (!['', 'true', 'false'].includes(completed)) throw badField('completed', 'must be a boolean', completed);
    const mine = [...state.tasks.values()].filter(
      ({ task, deleted, tenant_key }) =>
        !deleted &&
        tenant_key === identity.tenant_key &&
        task.members.some((member) => member.id === identity.id && member.role === 'assignee'),
    );
    const wanted = completed === 'true' ? 'done' : 'todo';
    const page = cutPage(call, mine, ({ task }) => completed === '' || task.status === wanted);
    return { ...page, items: page.items.map((record) => showTask(call, record)) };
  },
};
