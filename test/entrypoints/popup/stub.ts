import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Failure } from '../../../lib/failure';
import type {
  Answers,
  Broadcast,
  Input,
  OperationView,
  PopupTask,
  RequestName,
  TaskView,
} from '../../../lib/messages/contract';
import { nextAction } from '../../../lib/task/actions';
import type { TaskPatch } from '../../../lib/task/patch';
import { apply } from '../../../lib/task/patch';
import type { Task } from '../../../lib/task/schema';
import { verdicts } from '../../../lib/task/status';
import { speakEnglish } from '../../components/mount';

type Answering = { [Name in RequestName]?: (input: Input<Name>) => Answers[Name] };

export const me = { open_id: 'ou_me', name: 'Anna' };

/** An outbox that holds these. */
export const listed = (...shown: OperationView[]) => {
  const parked = shown.filter(({ state }) => state === 'parked').length;
  return { shown, parked, waiting: shown.length - parked };
};

/** What stands in for the background: answers by name, every request written down, failures by throwing one. */
export function stubBackground(answering: Answering, task: Task) {
  speakEnglish();
  const world = { task, sent: [] as { type: RequestName; input: unknown }[], more: {} as Partial<TaskView> };
  const view = (): TaskView => ({
    brand: 'feishu',
    guid: world.task.guid,
    task: world.task,
    me,
    verdicts: verdicts(world.task, me),
    progress: 'settled',
    readAt: Date.now(),
    ...world.more,
  });
  const usual: Answering = {
    'popup.intent': ({ task }) => ({ task: (task as PopupTask | undefined) ?? null }),
    'page.links': () => ({ origin: 'https://git.example.com', mode: 'ask', granted: true, links: [] }),
    'session.list': () => ({
      redirectUrl: '',
      brands: [{ brand: 'lark', app_id: 'a', hasSecret: true, account: { name: 'Anna' } as never }],
    }),
    'outbox.list': () => listed(),
    'task.read': view,
    'task.peek': view,
    'fields.read': () => ({ definitions: [], unreadable: [] }),
    'task.act': ({ action }) => {
      world.task = apply(world.task, { completed_at: action === 'complete' ? '1700000000000' : '0' });
      world.more = { undo: { id: '0'.repeat(36), until: Date.now() + 10_000 } };
      return view();
    },
    'task.patch': ({ patch }) => {
      world.task = apply(world.task, patch as TaskPatch);
      return view();
    },
    'action.undo': () => {
      world.task = apply(world.task, { completed_at: nextAction(world.task) === 'reopen' ? '0' : '1' });
      world.more = {};
      return {} as never;
    },
    'draft.get': () => null,
    'draft.put': () => null,
    'site.set': () => null,
    'options.open': () => null,
    'aside.list': () => [],
    'aside.seen': () => null,
    'outbox.retry': () => null,
    'outbox.resolve': () => null,
    'outbox.discard': () => null,
  };
  fakeBrowser.runtime.id = 'test';
  Object.assign(fakeBrowser.runtime, {
    sendMessage: async ({ type, input }: { type: RequestName; input: never }) => {
      world.sent.push({ type, input });
      try {
        const answer = (answering[type] ?? usual[type]) as ((input: never) => unknown) | undefined;
        if (!answer) throw new Error(`nobody answers ${type}`);
        return { ok: true, value: await answer(input) };
      } catch (failure) {
        if (failure instanceof Error) throw failure;
        return { ok: false, failure: failure as Failure };
      }
    },
  });
  return {
    world,
    view,
    /** What was asked under a name, oldest first. */
    inputs: <Name extends RequestName>(name: Name) =>
      world.sent.filter(({ type }) => type === name).map(({ input }) => input as Input<Name>),
    tell: async (broadcast: Broadcast): Promise<void> => {
      await fakeBrowser.runtime.onMessage.trigger(broadcast, { id: fakeBrowser.runtime.id }, () => undefined);
    },
  };
}
