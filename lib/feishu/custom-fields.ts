import * as z from 'zod/mini';
import { fail } from '../failure';
import { isGuid } from '../task/applink';
import { type CustomFieldDefinition, valueKey } from '../task/custom-fields';
import { apiUrl, send, type Transport } from './request';
import type { Access } from './tasks';

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
  const page = pageSchema.safeParse(body.data ?? {});
  if (!page.success) fail('server', 'not_json');
  const { items = [], has_more, page_token: next } = page.data;
  const definitions = items.flatMap((item) => definitionIn(item) ?? []);
  // The last page's token is empty; sent back it would begin again at page one (feishu-task-api §1).
  return { definitions, ...(has_more && next && { next }) };
}

/** GET /task/v2/custom_fields/:custom_field_guid (T2/custom_field/get). */
export async function getField(
  transport: Transport,
  { api, token }: Access,
  guid: string,
): Promise<CustomFieldDefinition> {
  const url = apiUrl(api, ['open-apis', 'task', 'v2', 'custom_fields', guid], { user_id_type: 'open_id' });
  const body = await send(transport, { endpoint: 'v2.field', method: 'GET', url, token });
  const found = definitionIn((body.data as { custom_field?: unknown } | undefined)?.custom_field);
  return found ?? fail('server', 'field_unknown');
}

const optional = z.optional;
const pageSchema = z.looseObject({
  items: optional(z.array(z.unknown())),
  has_more: optional(z.boolean()),
  page_token: optional(z.string()),
});
const optionsSchema = z.looseObject({
  options: optional(
    z.array(
      z.looseObject({
        guid: z.string(),
        name: optional(z.string()),
        color_index: optional(z.number()),
        is_hidden: optional(z.boolean()),
      }),
    ),
  ),
});

/** feishu-task-api §3.9. Settings may be missing; then the field works without them (no decimals, one member, no options). */
const definitionSchema = z.looseObject({
  guid: z.string(),
  name: optional(z.string()),
  type: z.string(),
  number_setting: optional(
    z.looseObject({
      format: optional(z.string()),
      custom_symbol: optional(z.string()),
      custom_symbol_position: optional(z.string()),
      separator: optional(z.string()),
      decimal_count: optional(z.number()),
    }),
  ),
  member_setting: optional(z.looseObject({ multi: optional(z.boolean()) })),
  datetime_setting: optional(z.looseObject({ format: optional(z.string()) })),
  single_select_setting: optional(optionsSchema),
  multi_select_setting: optional(optionsSchema),
});

/** A definition of a type that we know, or nothing: a newer server's kinds are shown as values only. */
function definitionIn(value: unknown): CustomFieldDefinition | undefined {
  const parsed = definitionSchema.safeParse(value);
  if (!parsed.success || !valueKey(parsed.data.type)) return undefined;
  return { ...parsed.data, name: parsed.data.name ?? '' } as CustomFieldDefinition;
}
