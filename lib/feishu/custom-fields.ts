import { fail } from '../failure';
import { isGuid } from '../task/applink';
import { type CustomFieldDefinition, valueKey } from '../task/custom-fields';
import { isRecord } from '../task/meaning';
import { flag, list, number, object, text } from '../task/readers';
import { apiUrl, send, type Transport } from './request';
import { type Access, nextOf, pageIn } from './tasks';

/** One page of a list's fields; `next` asks for the page after it. */
export interface FieldPage {
  readonly definitions: readonly CustomFieldDefinition[];
  readonly next?: string;
}

/** The most entries that the API puts on a page (feishu-task-api §1). */
const PAGE_SIZE = '100';

/** GET /task/v2/custom_fields of one list (T2/custom_field/list). What is no definition on the page is left out. */
export async function listFields(
  transport: Transport,
  { api, token }: Access,
  tasklist: string,
  page_token?: string,
): Promise<FieldPage> {
  if (!isGuid(tasklist)) fail('invalid', 'invalid_id');
  const url = apiUrl(api, ['open-apis', 'task', 'v2', 'custom_fields'], {
    resource_type: 'tasklist',
    resource_id: tasklist,
    page_size: PAGE_SIZE,
    user_id_type: 'open_id',
    ...(page_token && { page_token }),
  });
  const body = await send(transport, { endpoint: 'v2.fields', method: 'GET', url, token });
  const { items, has_more, page_token: next } = pageIn(body);
  return { definitions: items.flatMap((item) => definitionIn(item) ?? []), ...nextOf(has_more, next) };
}

/** GET /task/v2/custom_fields/:custom_field_guid (T2/custom_field/get). */
export async function getField(
  transport: Transport,
  { api, token }: Access,
  guid: string,
): Promise<CustomFieldDefinition> {
  const url = apiUrl(api, ['open-apis', 'task', 'v2', 'custom_fields', guid], { user_id_type: 'open_id' });
  const body = await send(transport, { endpoint: 'v2.field', method: 'GET', url, token });
  const found = isRecord(body.data) ? definitionIn(body.data.custom_field) : undefined;
  return found ?? fail('server', 'field_unknown');
}

const options = object({
  options: list(object({ guid: text, name: text, color_index: number, is_hidden: flag })),
});

/** feishu-task-api §3.9. What is missing or unreadable, the field works without: no decimals, one member, no options. */
const SETTINGS = {
  number_setting: object({
    format: text,
    custom_symbol: text,
    custom_symbol_position: text,
    separator: text,
    decimal_count: number,
  }),
  member_setting: object({ multi: flag }),
  datetime_setting: object({ format: text }),
  single_select_setting: options,
  multi_select_setting: options,
};

/** The most digits that a number field keeps (feishu-task-api §3.9). */
const MOST_DECIMALS = 6;

/** A definition of a type that we know, or nothing: a newer server's kinds are shown as values only. */
function definitionIn(raw: unknown): CustomFieldDefinition | undefined {
  if (!isRecord(raw)) return undefined;
  const [guid, type, name] = [raw.guid, raw.type, raw.name].map((part) => text(part).value as string | undefined);
  if (!guid || !type || !valueKey(type)) return undefined;
  const settings = Object.entries(SETTINGS).flatMap(([key, read]) => {
    const { value } = read(raw[key]);
    return value === undefined ? [] : [[key, value]];
  });
  const read = {
    ...raw,
    ...Object.fromEntries([...Object.keys(SETTINGS).map((key) => [key, undefined]), ...settings]),
  };
  return checked({ ...read, guid, type, name: name ?? '' } as CustomFieldDefinition);
}

/** Options without an id cannot be chosen, and decimals are a whole number within the document's range. */
function checked(definition: CustomFieldDefinition): CustomFieldDefinition {
  const { number_setting, single_select_setting, multi_select_setting } = definition;
  const decimal_count = Math.trunc(Math.min(MOST_DECIMALS, Math.max(0, number_setting?.decimal_count ?? 0)));
  const chosen = (setting: typeof single_select_setting) => ({
    ...setting,
    options: (setting?.options ?? []).filter(({ guid }) => guid),
  });
  return {
    ...definition,
    ...(number_setting && { number_setting: { ...number_setting, decimal_count } }),
    ...(single_select_setting && { single_select_setting: chosen(single_select_setting) }),
    ...(multi_select_setting && { multi_select_setting: chosen(multi_select_setting) }),
  };
}
