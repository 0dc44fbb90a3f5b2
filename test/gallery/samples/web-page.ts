import type { Answers } from '../../../lib/messages/contract';
import type { RingState } from '../../../lib/task/ring-shapes';
import { type Answering, byTask, type Language, never, refuses, says, type Told } from '../model';
import { speaker, statusFor, tasks } from './tasks';

const GUID = '6f2d1c0e-5b9a-4c6e-9a01-3f7d2b8e4c55';

/** A task link as a page writes it. */
export const taskLink = (words: string) =>
  `<a href="https://applink.feishu.cn/client/todo/detail?guid=${GUID}">${words}</a>`;

function words(language: Language) {
  const say = speaker(language);
  return {
    before: say('Waiting for', '等待完成：', 'في انتظار'),
    link: taskLink(say('launch date', '发布日期', 'القائمة')),
    after: say('before we merge.', '，然后再合并。', 'ثم الموافقة.'),
  };
}

/** A sentence with a task link, as a review or a wiki has it. */
export function sentence(language: Language): string {
  const { before, link, after } = words(language);
  return `<p>${before} ${link} ${after}</p>`;
}

/** A line that ends with its link and has no room for a ring: it stands small on the link's corner. */
export function fullLine(language: Language): string {
  const { before, link } = words(language);
  return `<div class="as-wide-as-its-words"><p>${before} ${link}</p></div>`;
}

type Status = Answers['task.status'];

/** What the background says of the one task of the page, for each state that a ring can have. */
export const STATUSES: Record<RingState, (language: Language) => Told<Status | null>> = {
  unread: () => says(null),
  todo: (language) => says(statusFor(tasks(language).todo, language)),
  overdue: (language) => says(statusFor(tasks(language).overdue, language)),
  done: (language) => says(statusFor(tasks(language).done, language)),
  waiting: (language) => says(statusFor(tasks(language).todo, language, 'waiting')),
  busy: (language) => says(statusFor(tasks(language).todo, language, 'sending')),
  failed: () => refuses({ kind: 'server', reason: 'server_error' }),
  locked: (language) => says(statusFor(tasks(language).followed, language)),
  signed_out: () => refuses({ kind: 'signed-out', reason: 'no_account' }),
};

/** A page on a direct site whose task is as told. */
export function onPage(status: Told<Status | null>, more: Answering = {}): Answering {
  const read = 'value' in status && status.value === null ? never : (status as Told<Status>);
  return {
    'controls.inject': says(null),
    'acts.inject': says(null),
    'crowd.inject': says(null),
    'ground.inject': says(null),
    'torn.inject': says(null),
    'popup.open': says(null),
    'options.open': says(null),
    'site.mode': says({ mode: 'direct', unseen: false, signedOut: [] }),
    'task.glance': byTask({ [GUID]: status }),
    'task.status': byTask({ [GUID]: read }),
    ...more,
  };
}
