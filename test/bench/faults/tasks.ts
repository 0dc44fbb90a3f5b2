import { ask } from '../../sandbox/client';
import type { Sandbox } from '../../sandbox/server';
import { PEOPLE } from './accounts';
import type { OwnTask } from './user';

/** Tasks that exist for a run alone. */
export interface RunTasks {
  readonly feishu: readonly OwnTask[];
  readonly lark: readonly OwnTask[];
  readonly guest: readonly OwnTask[];
  /** Each has a repeat rule: completing one is held back for as long as it can be taken back. */
  readonly repeating: OwnTask[];
  /** Those that have been completed; each leaves a copy with the rule behind. */
  readonly used: OwnTask[];
}

const WEEK_MS = 7 * 86_400_000;

/** Creates them through the API, as their users would. */
export async function createTasks(sandbox: Sandbox, repeating: number): Promise<RunTasks> {
  const due = { timestamp: String(Date.now() + WEEK_MS), is_all_day: false };

  async function create(brand: 'feishu' | 'lark', name: string, title: string, more: object = {}): Promise<OwnTask> {
    const id = sandbox.users.find((one) => one.name === name)?.open_id;
    const json = { summary: title, description: 'As created', members: [{ id, role: 'assignee' }], ...more };
    const host = brand === 'lark' ? 'open.larksuite.com' : 'open.feishu.cn';
    const question = { token: sandbox.tokenFor(name), host, json };
    for (;;) {
      const { status, body } = await ask(sandbox, '/open-apis/task/v2/tasks', question);
      if (status === 200) return { brand, guid: (body as { data: { task: { guid: string } } }).data.task.guid };
      if (status !== 429) throw new Error(`The sandbox made no task: ${JSON.stringify(body)}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async function several(count: number, make: (index: number) => Promise<OwnTask>): Promise<OwnTask[]> {
    const made: OwnTask[] = [];
    for (let index = 0; index < count; index += 1) made.push(await make(index));
    return made;
  }

  return {
    feishu: await several(24, (index) => create('feishu', PEOPLE.feishu, `Task ${index}`)),
    lark: await several(6, (index) => create('lark', PEOPLE.lark, `Lark task ${index}`)),
    guest: await several(4, (index) => create('feishu', PEOPLE.guest, `Guest task ${index}`)),
    repeating: await several(repeating, (index) =>
      create('feishu', PEOPLE.feishu, `Weekly ${index}`, { due, repeat_rule: 'FREQ=WEEKLY;INTERVAL=1' }),
    ),
    used: [],
  };
}
