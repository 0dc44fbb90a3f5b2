import { describe, expect, it } from 'vitest';
import { REQUESTS } from '../../../lib/messages/contract';
import { FIELDS } from '../../../lib/task/fields';
import { fromForm, problems, type TaskPatch, toRequest } from '../../../lib/task/patch';
import { readTask } from '../../../lib/task/read-task';
import example from './document-example.json';

// The request and the response that the document of the patch call shows (T2/task/patch).

const GUID = '83912691-2e43-47fc-94a4-d512e03984fa';
const ALL = example.request.task as unknown as TaskPatch;
const EMPTY = { guid: GUID };

describe('the document’s own example', () => {
  it('names every field of the table', () => {
    expect(Object.keys(example.request.task).sort()).toEqual(FIELDS.map(({ name }) => name).sort());
  });

  it('is what a patch of all fields makes', () => {
    expect(toRequest(ALL)).toEqual({ ...example.request, update_fields: FIELDS.map(({ name }) => name) });
  });

  it.each(FIELDS.map(({ name }) => name))('is what a patch of %s alone makes', (name) => {
    expect(toRequest({ [name]: ALL[name] })).toEqual({ task: { [name]: ALL[name] }, update_fields: [name] });
  });

  it('is what a form with these values means', () => {
    const meant = fromForm(EMPTY, ALL);
    // Anyone may finish, and no milestone: so it is in a task that says nothing of either.
    const { mode: _, is_milestone: __, ...changed } = ALL;
    expect(meant).toEqual(changed);
  });

  it('passes the door of the background', () => {
    const ids = { id: GUID, brand: 'feishu', guid: GUID };
    const input = { ...ids, patch: ALL, base: {} };
    expect(REQUESTS['task.patch'].input.parse(input)).toEqual(input);
  });

  it('would be refused as one call only for the two that go one after the other', () => {
    expect(problems(EMPTY, ALL)).toEqual([{ field: 'repeat_rule', problem: 'not_with_completion' }]);
  });

  it('has a response that is read whole', () => {
    expect(readTask(example.response.data.task)).toEqual(example.response.data.task);
  });
});
