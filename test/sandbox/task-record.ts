import type { Member, SandboxBrand, SandboxUser, Task } from './model';

const APPLINK_HOST: Record<SandboxBrand, string> = { feishu: 'applink.feishu.cn', lark: 'applink.larksuite.com' };

/** The share link of a task, in the shape the platform's `url` has. */
export function shareLink(brand: SandboxBrand, guid: string, taskId: string): string {
  return `https://${APPLINK_HOST[brand]}/client/todo/detail?guid=${guid}&suite_entity_num=${taskId}`;
}

/** A task with nothing set; strings are empty and lists are there, as in real answers. */
export function emptyTask(
  at: { guid: string; taskId: string; brand: SandboxBrand; now: number },
  creator: Member,
): Task {
  return {
    guid: at.guid,
    task_id: at.taskId,
    summary: '',
    description: '',
    status: 'todo',
    completed_at: '0',
    reminders: [],
    repeat_rule: '',
    mode: 2,
    is_milestone: false,
    creator,
    members: [],
    assignee_related: [],
    parent_task_guid: '',
    subtask_count: 0,
    dependencies: [],
    tasklists: [],
    custom_fields: [],
    attachments: [],
    extra: '',
    source: 1,
    url: shareLink(at.brand, at.guid, at.taskId),
    created_at: String(at.now),
    updated_at: String(at.now),
  };
}

export function userMember(user: SandboxUser, role: string): Member {
  return { id: user.open_id, type: 'user', role, name: user.name };
}

/** Sets completion and what hangs on it: the status and each assignee's own time. `completed_at` "0" reopens. */
export function setCompleted(task: Task, completedAt: string): void {
  task.completed_at = completedAt;
  task.status = completedAt === '0' ? 'todo' : 'done';
  task.assignee_related = task.members
    .filter((member) => member.role === 'assignee')
    .map((member) => ({ id: member.id, completed_at: completedAt }));
}
