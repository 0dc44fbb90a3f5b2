import type { Account } from '../../../entrypoints/background/store';
import { getTask, patchTask } from '../../../lib/feishu/tasks';
import { toRequest } from '../../../lib/task/patch';
import type { Task } from '../../../lib/task/schema';
import { ask } from '../../sandbox/client';
import { startSandbox } from '../../sandbox/server';
import { type Drained, drainQueue } from './drain';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The same over HTTP to the sandbox, in real time; `latency` ms are added to each answer. */
export async function drainReally(patches: number, latency: number): Promise<Drained> {
  const sandbox = await startSandbox();
  try {
    const token = sandbox.tokenFor('Anna Chen');
    const person = sandbox.users.find(({ name }) => name === 'Anna Chen');
    const tasks: Task[] = [];
    while (tasks.length < patches) {
      const made = await ask(sandbox, '/open-apis/task/v2/tasks', { token, json: { summary: `Task ${tasks.length}` } });
      if (made.status === 200) tasks.push((made.body.data as { task: Task }).task);
      else await sleep(200);
    }
    const slow: typeof fetch = async (...request) => {
      const answer = await fetch(...request);
      await sleep(latency);
      return answer;
    };
    const transport = { fetch: slow, now: Date.now };
    const access = { api: sandbox.address, token };
    const account: Account = { brand: 'feishu', tenant_key: 't', open_id: person?.open_id ?? '', name: 'Anna Chen' };
    return await drainQueue(
      {
        ...{ account, now: Date.now, sleep },
        get: (guid) => getTask(transport, access, guid),
        patch: async (guid, patch) => (await patchTask(transport, access, guid, toRequest(patch))) as Task,
      },
      tasks,
    );
  } finally {
    await sandbox.close();
  }
}
