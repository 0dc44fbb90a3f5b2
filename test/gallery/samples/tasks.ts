import type { Failure } from '../../../lib/failure';
import type { Answers, TaskView } from '../../../lib/messages/contract';
import type { Learnt } from '../../../lib/task/actions';
import { completionOf, partsOf } from '../../../lib/task/completion';
import type { Person, Task } from '../../../lib/task/schema';
import type { Reach } from '../../../lib/task/scopes';
import { type Progress, statusOf, verdicts } from '../../../lib/task/status';
import { byTask, type Language, says, type Told } from '../model';

/** Monday 30 November 2026, 10:00 in Shanghai, ms since 1970. */
export const NOW = Date.UTC(2026, 10, 30, 2, 0);
export const ZONE = 'Asia/Shanghai';
const DAY = 86_400_000;
export const at = (days: number) => String(NOW + days * DAY);
/** Midnight UTC of a day so many days from now, as all-day times are. */
export const dayAt = (days: number) => String(Math.floor(NOW / DAY + days) * DAY);

/** Sample text in the language of a cell. The mirrored one has titles of a script that runs that way. */
export function speaker(language: Language) {
  return (en: string, zh: string, ar = en) => (language === 'zh' ? zh : language === 'mirrored' ? ar : en);
}

export const me = (language: Language): Person => ({
  open_id: 'ou_me',
  name: speaker(language)('Anna Chen', '陈安娜', 'آنا تشن'),
});

/** The tasks of the gallery by what they show; a guid is the task's name. */
export function tasks(language: Language) {
  const say = speaker(language);
  const anna = { id: 'ou_me', name: me(language).name };
  const lei = { id: 'ou_lei', name: say('Li Lei', '李雷', 'لي لي') };
  const zhang = { id: 'ou_zhang', name: say('Mingde Zhang', '张明德', 'مينغ دي تشانغ') };
  const task = (guid: string, summary: string, more: Partial<Task> = {}): Task & { summary: string } => ({
    guid,
    creator: anna,
    members: [{ ...anna, role: 'assignee' }],
    created_at: at(-12),
    updated_at: at(-1),
    ...more,
    summary,
  });
  const due = { timestamp: String(Date.UTC(2026, 11, 4, 10)), is_all_day: false };
  return {
    todo: task(
      'todo',
      say(
        'QA sign-off for 4.2: run the full matrix',
        '4.2 版本验收：跑完整个测试矩阵',
        'قائمة الإصدار ٤٫٢: المراجعة النهائية',
      ),
      {
        due,
        members: [
          { ...anna, role: 'assignee' },
          { ...lei, role: 'assignee' },
        ],
      },
    ),
    overdue: task('overdue', say('Renew the certificate', '续期证书', 'تجديد الشهادة'), {
      due: { timestamp: dayAt(-3), is_all_day: true },
    }),
    done: task('done', say('Copy approved by legal', '法务已审核文案', 'النص معتمد من القانونية'), {
      status: 'done',
      completed_at: at(-1),
      due,
      members: [{ ...anna, role: 'assignee' }],
      assignee_related: [{ id: 'ou_me', completed_at: at(-1) }],
    }),
    followed: task(
      'followed',
      say('Sign the renewal terms with the vendor', '与供应商签订续约条款', 'توقيع شروط التجديد مع المورد'),
      {
        creator: zhang,
        members: [{ ...anna, role: 'follower' }],
      },
    ),
    repeating: task('repeating', say('Send the weekly report', '发送周报', 'إرسال التقرير الأسبوعي'), {
      due,
      repeat_rule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=FR',
    }),
    everybody: task('everybody', say('Read the new security rules', '阅读新的安全规定', 'قراءة قواعد الأمان الجديدة'), {
      mode: 1,
      members: [
        { ...anna, role: 'assignee' },
        { ...lei, role: 'assignee' },
        { ...zhang, role: 'assignee' },
      ],
      assignee_related: [{ id: 'ou_lei', completed_at: at(-2) }],
    }),
    others: task('others', say('Confirm the seating plan', '确认座位安排', 'تأكيد مخطط الجلوس'), {
      creator: zhang,
      mode: 1,
      members: [
        { ...anna, role: 'assignee' },
        { ...lei, role: 'assignee' },
      ],
    }),
    link: task('link', say('Approve purchase 4711 in the ERP', '在 ERP 中审批采购单 4711', 'اعتماد الشراء ٤٧١١'), {
      custom_complete: { pc: { href: 'https://erp.example.com/purchase/4711' } },
    }),
    tip: task('tip', say('Hand in the expense report', '提交报销单', 'تقديم تقرير المصاريف'), {
      custom_complete: {
        pc: {
          tip: {
            en_us: 'Open the finance desk and hand in the paper form there.',
            zh_cn: '请打开财务台，在那里提交纸质表格。',
          },
        },
      },
    }),
    full: task('full', say('Ship the export dialog', '上线导出对话框', 'إطلاق نافذة التصدير'), {
      description: say(
        'Columns keep their order.\nAsk Li Lei about the encoding.',
        '列顺序保持不变。\n编码问题请问李雷。',
        'تبقى الأعمدة بترتيبها.',
      ),
      start: { timestamp: String(Date.UTC(2026, 11, 1, 1)), is_all_day: false },
      due,
      is_milestone: true,
      mode: 2,
      extra: 'eyJidWlsZCI6NDJ9',
      tasklists: [{ tasklist_guid: 'list' }],
      members: [
        { ...anna, role: 'assignee' },
        { ...lei, role: 'follower' },
      ],
    }),
    bare: task('bare', say('Book the meeting room', '预订会议室', 'حجز غرفة الاجتماع')),
    wordy: task(
      'wordy',
      say(
        'Agree with finance, legal and the regional teams on one launch date, then tell everybody who waits for it and move the dependent milestones',
        '与财务、法务和各区域团队就同一个发布日期达成一致，然后通知所有等待的人，并调整相关里程碑的时间安排',
        'الاتفاق مع المالية والقانونية والفرق الإقليمية على تاريخ إطلاق واحد ثم إبلاغ كل من ينتظره',
      ),
      { due },
    ),
  } satisfies Record<string, Task>;
}

export type TaskId = keyof ReturnType<typeof tasks>;
/** A `custom_fields` value is typed more loosely in a task than in the definitions. */
export type MoreView = Partial<TaskView> & { learnt?: Learnt; reach?: Reach };

/** A task as an own page is told of it. */
export function viewOf(task: Task, language: Language, { learnt, reach, ...more }: MoreView = {}): TaskView {
  const person = me(language);
  const parts = partsOf(task);
  const completion = completionOf(task);
  return {
    brand: 'feishu',
    guid: task.guid,
    task,
    me: person,
    verdicts: verdicts(task, person, learnt, reach),
    progress: 'settled',
    readAt: NOW,
    ...(parts && { parts }),
    ...(completion && { completion }),
    ...more,
  };
}

/** A task as a control in a page is told of it. */
export const statusFor = (
  task: Task,
  language: Language,
  progress: Progress = 'settled',
  failure?: Failure,
  learnt?: Learnt,
): Answers['task.status'] => statusOf('feishu', task, me(language), NOW, progress, failure, learnt);

export const viewsByTask = (views: readonly TaskView[]): Told<TaskView> =>
  byTask(Object.fromEntries(views.map((view) => [view.guid, says(view)])));
