import { fixedGuid } from './fixed-guid';
import type { FieldRecord, SampleTask, SandboxApp, SandboxUser, Tasklist, TaskRecord } from './model';
import { FIELDS, FINANCE_LIST, LAUNCH_LIST } from './seed-lists';
import { APPS, USERS } from './seed-people';
import { recipeMembers, recipes } from './seed-tasks';
import { emptyTask, setCompleted, userMember } from './task-record';

/**
 * Redirect URLs that every app allows, besides those given at start: a plain one for tools, and the extension's own, which never
 * change, since its ids are fixed (manifest key in Chromium, gecko id in Firefox).
 */
export const DEFAULT_REDIRECT_URIS: readonly string[] = [
  'http://localhost/callback',
  'https://kagmhdfpdfafghcocnjmfkeicjneanec.chromiumapp.org/',
  'https://4e2c07d21ddb0a196fca78b656acef6368e9f4db.extensions.allizom.org/',
];

const FIRST_TASK_NUMBER = 104_001;

export interface Seed {
  apps: SandboxApp[];
  users: SandboxUser[];
  samples: SampleTask[];
  tasks: TaskRecord[];
  lists: Tasklist[];
  fields: FieldRecord[];
  lastTaskNumber: number;
}

/** The sandbox's world at its start: guids, ids and secrets never change; dates stand around `now` (ms). */
export function makeSeed(now: number): Seed {
  const made = recipes(now).map((recipe, index) => {
    const { creator } = recipe;
    const guid = fixedGuid(`task ${recipe.key}`);
    const at = { guid, taskId: `t${FIRST_TASK_NUMBER + index}`, brand: creator.brand, now: now - 86_400_000 * 10 };
    const task = Object.assign(emptyTask(at, userMember(creator, 'creator')), recipe.set, {
      summary: recipe.summary,
      members: recipeMembers(recipe),
    });
    setCompleted(task, task.completed_at);
    for (const part of task.assignee_related) {
      if (recipe.finished?.some((user) => user.open_id === part.id)) part.completed_at = task.created_at;
    }
    const record: TaskRecord = {
      task,
      brand: creator.brand,
      tenant_key: creator.tenant_key,
      deleted: recipe.deleted ?? false,
    };
    const sample: SampleTask = {
      key: recipe.key,
      guid,
      url: task.url,
      summary: recipe.summary,
      what: recipe.what,
      brand: creator.brand,
    };
    return { record, sample };
  });
  return {
    apps: structuredClone([...APPS]),
    users: structuredClone([...USERS]),
    samples: made.map(({ sample }) => sample),
    tasks: made.map(({ record }) => record),
    lists: structuredClone([LAUNCH_LIST, FINANCE_LIST]),
    fields: structuredClone([...FIELDS]),
    lastTaskNumber: FIRST_TASK_NUMBER + made.length,
  };
}
