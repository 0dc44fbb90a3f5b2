import type { Page } from 'puppeteer';
import { beforeAll, expect, it } from 'vitest';
import type { FieldName } from '../../lib/task/fields';
import { openTaskForm, paste, pressSave, sent } from '../support/form-steps';
import { pageUrl } from '../support/pages-server';
import { click, closePopup, count, find, listenTo, seeText, signIn, until } from '../support/steps';
import { words } from '../support/words';
import { type Stage, useStage } from './harness';

/** One step of a person with one field: what is done, and the one request that it must make. */
export interface Step {
  readonly do: (popup: Page) => Promise<void>;
  /** The field's value in the request; absent where it is listed without one. */
  readonly value?: unknown;
  /** Requests before that one, by their field. */
  readonly before?: readonly unknown[];
}

export interface Refused {
  readonly do: (popup: Page) => Promise<void>;
  readonly words: string;
  /** How many fields differ by then; one unless told. */
  readonly changes?: number;
}

export interface FieldCase {
  readonly name: FieldName;
  /** A sample task that has no such value. */
  readonly key: string;
  readonly set: Step;
  readonly change: Step;
  /** Nothing where the field cannot be cleared. */
  readonly clear?: Step;
  /** What the form itself refuses. */
  readonly over: readonly Refused[];
  /** What the server alone refuses; without words of its own any value, by a fault. */
  readonly byServer: { readonly do: (popup: Page) => Promise<void>; readonly words?: string };
  /** What must still stand in the field then. */
  readonly kept: { readonly label: string; readonly role: string; readonly text: string };
}

export const label = (name: FieldName) => words(`field_${name}`);
export const clears = (name: FieldName) => (popup: Page) => click(popup, words('clear_field', 'en', label(name)));
export const pastes = (name: FieldName, text: string) => (popup: Page) => paste(popup, label(name), text);

/** Each field set, changed, cleared, over the limit and refused by the server: one world and one browser for all of these. */
export function proveFields(cases: readonly FieldCase[]): void {
  const stage = useStage();
  let page: Page;
  beforeAll(async () => {
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    page = await stage.chromium.open(pageUrl('index'));
  });
  it.each(cases)('$name', (one) => prove(stage, page, one));
}

async function prove(stage: Stage, page: Page, one: FieldCase): Promise<void> {
  const { name, key, set, change, clear } = one;
  const { sandbox } = stage;
  const task = stage.guid(key);
  const popup = await openTaskForm(stage.chromium, sandbox, page, key);

  async function takes({ do: act, value, before = [] }: Step): Promise<void> {
    const heard = listenTo(sandbox);
    await act(popup);
    await pressSave(popup);
    const values = [...before, value];
    await until(`${name} to be sent`, () => heard.writes().length >= values.length);
    const bodies = values.map((one) => ({ task: one === undefined ? {} : { [name]: one }, update_fields: [name] }));
    expect(sent(heard)).toEqual(bodies);
    expect(heard.writes().map(({ guid, user, fields }) => [guid, user, ...fields.map((field) => field.name)])).toEqual(
      values.map(() => [task, 'Anna Chen', name]),
    );
    await seeText(popup, words('saved', 'en', label(name)));
    // Nothing is left to save.
    await find(popup, words('save'));
  }

  await takes(set);
  await takes(change);
  if (clear) await takes(clear);
  else expect(await count(popup, words('clear_field', 'en', label(name)))).toBe(0);

  await meetsRefusals(stage, popup, one);
  await closePopup(popup);
}

/** What the form refuses is told and not sent; what the server refuses is told and stays typed. */
async function meetsRefusals(
  { sandbox }: Stage,
  popup: Page,
  { name, over, byServer, kept }: FieldCase,
): Promise<void> {
  const heard = listenTo(sandbox);
  for (const refused of over) {
    await refused.do(popup);
    await pressSave(popup, refused.changes);
    await until(`"${refused.words}" to be told`, () =>
      popup.$$eval(
        '.notice.failure',
        (notices, sought) => notices.some((notice) => notice.textContent?.includes(sought)),
        refused.words,
      ),
    );
  }
  expect(heard.requests().filter(({ method }) => method === 'PATCH')).toEqual([]);
  if (over.length > 0) await click(popup, words('discard'));

  const undo = byServer.words
    ? undefined
    : sandbox.misbehave({
        api: 'task.v2.patch',
        how: 'status',
        status: 400,
        code: 1470400,
        msg: `Invalid Param '${name}', no.`,
        times: 1,
      });
  await byServer.do(popup);
  await pressSave(popup);
  await seeText(popup, byServer.words ?? words('failure_invalid_value'));
  undo?.();
  const beside = byServer.words === words('failure_content_refused') ? byServer.words : words('refused_here');
  await until(`"${beside}" beside the field`, () =>
    popup.$eval(
      `[data-field="${name}"] .problem`,
      (problem, sought) => problem.textContent?.includes(sought) ?? false,
      beside,
    ),
  );
  expect(sent(heard).length).toBeGreaterThan(0);
  expect(heard.writes()).toEqual([]);
  expect(
    await (await find(popup, kept.label, kept.role)).evaluate((field) => {
      const input = field as HTMLInputElement;
      return input.type === 'checkbox' ? String(input.checked) : input.value;
    }),
  ).toBe(kept.text);
}
