import { fixedGuid } from './fixed-guid';
import type { Member, SandboxUser, Task, TaskTime } from './model';
import { BUDGET_VALUE, FIELD_VALUES, FINANCE_LIST, LAUNCH_LIST } from './seed-lists';
import { ANNA, LI, MAYA, OTHER, TOMAS, ZHANG } from './seed-people';
import { userMember } from './task-record';

/** One sample: what it is for, who is on it, and what is set beyond an empty task. */
export interface Recipe {
  key: string;
  what: string;
  summary: string;
  creator: SandboxUser;
  assignees?: readonly SandboxUser[];
  followers?: readonly SandboxUser[];
  /** Who has finished their own part already (mode 1). */
  finished?: readonly SandboxUser[];
  set?: Partial<Task>;
  deleted?: boolean;
}

const DAY = 86_400_000;

/** All samples. Dates stand around `now` (ms), so that "today" and "overdue" are true at every start. */
export function recipes(now: number): Recipe[] {
  const day = (offset: number): TaskTime => ({
    timestamp: String((Math.floor(now / DAY) + offset) * DAY),
    is_all_day: true,
  });
  const hours = (offset: number): TaskTime => ({
    timestamp: String((Math.floor(now / 3_600_000) + offset) * 3_600_000),
    is_all_day: false,
  });
  const ago = (days: number): string => String(Math.floor((now - days * DAY) / 1_000) * 1_000);
  const anna = { creator: ANNA, assignees: [ANNA] };
  const inList = (guid: string, section: string) => [{ tasklist_guid: guid, section_guid: section }];
  const reminder = (minutes: number) => [{ id: '10', relative_fire_minute: minutes }];
  const fields = structuredClone([...FIELD_VALUES]);

  return [
    { key: 'plain', what: 'plain open task', summary: 'Write the release notes', ...anna },
    {
      key: 'shared',
      what: 'open task that two people may edit',
      summary: 'Agree on the launch date',
      creator: ZHANG,
      assignees: [ANNA, ZHANG],
    },
    {
      key: 'due-today',
      what: 'due today at a time of day',
      summary: 'Send the invoice to Contoso',
      ...anna,
      set: { due: { timestamp: String(Math.floor(now / DAY) * DAY + 23 * 3_600_000), is_all_day: false } },
    },
    { key: 'overdue', what: 'overdue, all-day', summary: 'Renew the certificate', ...anna, set: { due: day(-3) } },
    {
      key: 'done',
      what: 'already done yesterday, by somebody else',
      summary: 'Book the meeting room',
      creator: ANNA,
      assignees: [ZHANG],
      followers: [ANNA],
      set: { completed_at: ago(1) },
    },
    {
      key: 'done-own',
      what: 'done two days ago, by Anna',
      summary: 'Order new badges',
      ...anna,
      set: { completed_at: ago(2) },
    },
    {
      key: 'long-title',
      what: 'title of the full 3000 characters',
      summary: `${'A title that goes on and on, 很长很长的标题 — '.repeat(80)}end`.padEnd(3_000, '.').slice(0, 3_000),
      ...anna,
    },
    {
      key: 'chinese',
      what: 'Chinese title and description',
      summary: '针对全年销售进行一次复盘',
      ...anna,
      set: { description: '需要事先阅读复盘总结文档' },
    },
    {
      key: 'odd-title',
      what: 'title with markup, right-to-left override, zero-width and control characters',
      summary: '<img src=x onerror="alert(1)"> & "quoted" \u202Egnp.exe\u202C שלום\u200B \u0007bell\nsecond line',
      ...anna,
    },
    {
      key: 'start-due',
      what: 'start and due as moments',
      summary: 'Run the load test',
      ...anna,
      set: { start: hours(24), due: hours(30) },
    },
    {
      key: 'days',
      what: 'start and due as all-day dates',
      summary: 'Trade fair in Shenzhen',
      ...anna,
      set: { start: day(7), due: day(9) },
    },
    {
      key: 'milestone',
      what: 'milestone',
      summary: 'Version 2.0 is out',
      ...anna,
      set: { is_milestone: true, due: day(14) },
    },
    {
      key: 'repeating',
      what: 'repeats weekly; completing makes the next one',
      summary: 'Weekly status mail 周报',
      ...anna,
      set: { due: day(1), repeat_rule: 'FREQ=WEEKLY;INTERVAL=1' },
    },
    {
      key: 'mode1-creator',
      what: 'everyone must finish (mode 1); Anna created it, so she may complete it for all',
      summary: 'Everybody reads the security rules',
      creator: ANNA,
      assignees: [ANNA, ZHANG, LI],
      finished: [LI],
      set: { mode: 1 },
    },
    {
      key: 'mode1-assignee',
      what: 'everyone must finish (mode 1); Anna is not the creator: completing fails with 1470500',
      summary: '全员阅读新的报销制度',
      creator: ZHANG,
      assignees: [ANNA, ZHANG, LI],
      set: { mode: 1 },
    },
    {
      key: 'follower',
      what: 'Anna only follows: she may read, not edit (1470403)',
      summary: 'Negotiate the office lease',
      creator: ZHANG,
      assignees: [ZHANG],
      followers: [ANNA],
    },
    {
      key: 'custom-href',
      what: 'custom completion: a link to open instead',
      summary: 'Approve purchase 4711 in the ERP',
      ...anna,
      set: {
        custom_complete: {
          pc: {
            href: 'https://erp.example.com/approve/4711',
            tip: { en_us: 'Approve it in the ERP', zh_cn: '请在 ERP 中审批' },
          },
        },
      },
    },
    {
      key: 'custom-tip',
      what: 'custom completion: only a tip',
      summary: 'Sign the contract on paper',
      ...anna,
      set: {
        custom_complete: {
          pc: {
            tip: { en_us: 'Sign it on paper; the archive closes this task.', zh_cn: '请线下签署，由档案室完成任务。' },
          },
        },
      },
    },
    {
      key: 'extra',
      what: 'extra data in Base64',
      summary: 'Imported from the ticket system',
      ...anna,
      set: { extra: 'eyJ0aWNrZXQiOiAiVC00MiJ9', source: 7 },
    },
    {
      key: 'fields',
      what: 'custom fields of all six types, hidden options chosen',
      summary: 'Prepare the launch page',
      ...anna,
      set: { tasklists: inList(LAUNCH_LIST.guid, LAUNCH_LIST.default_section), custom_fields: fields },
    },
    {
      key: 'list-reader',
      what: 'Anna reads it through a list that she may not edit',
      summary: 'Close the books for Q3',
      creator: ZHANG,
      assignees: [ZHANG],
      set: {
        tasklists: inList(FINANCE_LIST.guid, FINANCE_LIST.default_section),
        custom_fields: [structuredClone(BUDGET_VALUE)],
      },
    },
    {
      key: 'field-reader',
      what: 'Anna may edit the task, but not its custom field',
      summary: 'Check the travel expenses',
      creator: ANNA,
      assignees: [ANNA, ZHANG],
      set: {
        tasklists: inList(FINANCE_LIST.guid, FINANCE_LIST.default_section),
        custom_fields: [structuredClone(BUDGET_VALUE)],
      },
    },
    { key: 'parent', what: 'has a subtask', summary: 'Move to the new office', ...anna, set: { subtask_count: 1 } },
    {
      key: 'subtask',
      what: 'subtask; Anna may edit it through its parent only',
      summary: 'Label the boxes',
      creator: ZHANG,
      assignees: [ZHANG],
      set: { parent_task_guid: fixedGuid('task parent') },
    },
    {
      key: 'origin',
      what: 'comes from another system',
      summary: 'Answer the customer of ticket 8812',
      ...anna,
      set: {
        source: 6,
        origin: {
          platform_i18n_name: { en_us: 'Helpdesk', zh_cn: '客服系统' },
          href: { url: 'https://helpdesk.example.com/t/8812', title: 'Ticket 8812' },
        },
      },
    },
    {
      key: 'reminder',
      what: 'reminder 30 minutes before due',
      summary: 'Call the landlord',
      ...anna,
      set: { due: hours(5), reminders: reminder(30) },
    },
    {
      key: 'reminder-day',
      what: 'all-day due with a reminder at 18:00 that day (-1080)',
      summary: 'Water the plants',
      ...anna,
      set: { due: day(2), reminders: reminder(-1_080) },
    },
    {
      key: 'long-description',
      what: 'description of nearly 3000 characters, several lines',
      summary: 'Read the minutes',
      ...anna,
      set: { description: `${'Line of the minutes, 会议纪要。\n'.repeat(90)}` },
    },
    {
      key: 'stranger',
      what: 'of somebody else: no right to read (1470403)',
      summary: 'Private list of Li Lei',
      creator: LI,
      assignees: [LI],
    },
    { key: 'deleted', what: 'deleted (1470404)', summary: 'Deleted task', ...anna, deleted: true },
    {
      key: 'other-tenant',
      what: 'of another company: no right (1470403)',
      summary: 'Audit of another company',
      creator: OTHER,
      assignees: [OTHER],
    },
    {
      key: 'lark-plain',
      what: 'plain open task on Lark',
      summary: 'Draft the press release',
      creator: MAYA,
      assignees: [MAYA],
    },
    {
      key: 'lark-due',
      what: 'due in two days, two assignees, on Lark',
      summary: 'Revisar la traducción',
      creator: TOMAS,
      assignees: [MAYA, TOMAS],
      set: { due: day(2) },
    },
    {
      key: 'lark-done',
      what: 'done, on Lark',
      summary: 'Pick a venue',
      creator: MAYA,
      assignees: [MAYA],
      set: { completed_at: ago(1) },
    },
    {
      key: 'lark-repeating',
      what: 'repeats monthly, on Lark',
      summary: 'Monthly report',
      creator: MAYA,
      assignees: [MAYA],
      set: { due: day(3), repeat_rule: 'FREQ=MONTHLY;INTERVAL=1' },
    },
    {
      key: 'lark-stranger',
      what: 'of somebody else on Lark: Maya has no right',
      summary: 'Notas de Tomás',
      creator: TOMAS,
      assignees: [TOMAS],
    },
  ];
}

/** Members in the order the platform lists them: assignees, then followers. */
export function recipeMembers(recipe: Recipe): Member[] {
  return [
    ...(recipe.assignees ?? []).map((user) => userMember(user, 'assignee')),
    ...(recipe.followers ?? []).map((user) => userMember(user, 'follower')),
  ];
}
