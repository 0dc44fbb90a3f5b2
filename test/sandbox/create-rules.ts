import { badField, invalidParam, notFound, serverError } from './api-error';
import type { Call } from './gateway';
import type { Member, Task } from './model';
import { demand, listRight } from './permissions';
import { openIdOf } from './task-view';
import { charCount, optionalString, requiredList, requiredRecord } from './values';

/** At most 50; an unknown role is 1470400, an unknown id 1470500 (reference §1). */
export function readMembers(call: Call, value: unknown): Member[] {
  if (value === undefined || value === null) return [];
  const given = requiredList('members', value);
  if (given.length > 50) throw invalidParam('members', 'must not exceed 50 entries.');
  return given.map((entry) => {
    const { id, type = 'user', role } = requiredRecord('members', entry);
    const text = optionalString('members.id', id) ?? '';
    if (text === '') throw invalidParam('members.id', 'param is required.');
    if (role !== 'assignee' && role !== 'follower')
      throw invalidParam('members', 'role is invalid, must be assignee or follower.');
    if (type !== 'user' && type !== 'app') throw invalidParam('members', 'type is invalid, must be user or app.');
    const known = type === 'user' ? openIdOf(call, text) : call.state.app(text)?.app_id;
    if (known === undefined) throw serverError();
    return { id: known, type, role };
  });
}

/** At most one, not negative, and only with a due. */
export function readReminders(value: unknown, due: Task['due']): Task['reminders'] {
  if (value === undefined || value === null) return [];
  const given = requiredList('reminders', value);
  if (given.length > 1) throw invalidParam('reminders', 'must not exceed 1 entry.');
  if (given.length > 0 && !due) throw invalidParam('reminders', 'cannot set reminders without setting due.');
  return given.map((entry) => {
    const { relative_fire_minute: minutes } = requiredRecord('reminders', entry);
    if (typeof minutes !== 'number' || !Number.isInteger(minutes)) {
      throw badField('reminders.relative_fire_minute', 'must be an integer', minutes);
    }
    if (minutes < 0) throw invalidParam('reminders.relative_fire_minute', 'must not be negative.');
    return { id: '10', relative_fire_minute: minutes };
  });
}

/** Lists must exist (404) and be editable for the caller (403); without a section the default one is meant. */
export function readTasklists(call: Call, value: unknown): Task['tasklists'] {
  if (value === undefined || value === null) return [];
  return requiredList('tasklists', value).map((entry) => {
    const given = requiredRecord('tasklists', entry);
    const list = call.state.lists.get(optionalString('tasklists.tasklist_guid', given.tasklist_guid) ?? '');
    if (!list) throw notFound('tasklist');
    demand(listRight(call.state, list.guid, call.identity), 'edit', 'tasklist');
    const section = optionalString('tasklists.section_guid', given.section_guid) || list.default_section;
    if (section !== list.default_section) throw notFound('section');
    return { tasklist_guid: list.guid, section_guid: section };
  });
}

/** Set at creation only: link http(s) of at most 1024 characters, its title at most 512. */
export function readOrigin(value: unknown): NonNullable<Task['origin']> | undefined {
  if (value === undefined || value === null) return undefined;
  const { platform_i18n_name: names, href } = requiredRecord('origin', value);
  const name = Object.entries(requiredRecord('origin.platform_i18n_name', names)).map(
    ([locale, text]) => [locale, optionalString('origin.platform_i18n_name', text) ?? ''] as const,
  );
  const origin = { platform_i18n_name: Object.fromEntries(name) };
  if (href === undefined || href === null) return origin;
  const link = requiredRecord('origin.href', href);
  const url = optionalString('origin.href.url', link.url) ?? '';
  const title = optionalString('origin.href.title', link.title) ?? '';
  if (!/^https?:\/\//.test(url)) throw invalidParam('origin.href.url', 'must start with http:// or https://.');
  if (url.length > 1_024) throw invalidParam('origin.href.url', 'the length must not exceed 1024.');
  if (charCount(title) > 512) throw invalidParam('origin.href.title', 'the length must not exceed 512.');
  return { ...origin, href: { url, title } };
}

/** A document block as source: both ids have 27 characters, and it stands alone. */
export function checkDocxSource(body: Record<string, unknown>): void {
  const { token, block_id } = requiredRecord('docx_source', body.docx_source);
  if (String(token).length !== 27) throw invalidParam('docx_source.token', 'the length must be 27.');
  if (String(block_id).length !== 27) throw invalidParam('docx_source.block_id', 'the length must be 27.');
  for (const name of ['origin', 'extra', 'custom_complete']) {
    if (body[name] !== undefined) throw invalidParam('docx_source', `cannot be set together with ${name}.`);
  }
}
