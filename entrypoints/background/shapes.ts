import * as z from 'zod/mini';
import { REQUESTS } from '../../lib/messages/contract';
import { isTask } from '../../lib/task/read-task';
import { recordOf } from '../../lib/task/record-of';

/**
 * What a record must look like for the code that reads it: a disk can hold anything. Loose where more may stand there (a
 * newer version adds fields), exact where a wrong value would be sent or would break everything after it.
 */
export interface Shape {
  fits(value: unknown): boolean;
  /**
   * What the user made is set aside and never deleted; what holds secrets is written down as lost and forgotten, since a token
   * must not outlive a sign-out; what can be had again is dropped.
   */
  readonly otherwise: 'aside' | 'note' | 'drop';
}

const brand = z.literal(['feishu', 'lark', 'custom']);
const account = z.looseObject({
  brand,
  tenant_key: z.string(),
  open_id: z.string().check(z.minLength(1)),
  name: z.string(),
});
const guid = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,100}$/));
const ms = z.number();
const failure = z.looseObject({ kind: z.string(), reason: z.string() });
// Not `z.url`, which weighs ten times as much.
const address = z.string().check(z.refine((text) => URL.canParse(text)));
const anything = recordOf(z.string(), z.unknown());

const keep = (schema: z.ZodMiniType): Shape => ({
  fits: (value) => schema.safeParse(value).success,
  otherwise: 'aside',
});
const drop = (schema: z.ZodMiniType): Shape => ({ ...keep(schema), otherwise: 'drop' });

const note = (schema: z.ZodMiniType): Shape => ({ ...keep(schema), otherwise: 'note' });

export const SHAPES = {
  operation: keep(
    z.looseObject({
      id: z.string().check(z.minLength(1)),
      from: z.optional(z.string()),
      seq: z.number(),
      account,
      guid,
      summary: z.string(),
      action: z.literal(['complete', 'reopen', 'edit']),
      // Exactly what a form may ask for: it is sent as it stands here.
      patch: REQUESTS['task.patch'].input.shape.patch,
      base: anything,
      state: z.string(),
      attempts: z.number(),
      sent: z.optional(z.looseObject({ base: anything, at: ms, lostAt: z.optional(ms) })),
      createdAt: ms,
      notBefore: ms,
      settledAt: z.optional(ms),
      failure: z.optional(failure),
    }),
  ),
  session: note(
    z.looseObject({
      account,
      access_token: z.optional(z.string()),
      refresh_token: z.optional(z.string()),
      expiresAt: ms,
      version: z.literal(['v2', 'v3']),
      scopes: z.array(z.string()),
      failure: z.optional(failure),
    }),
  ),
  credentials: note(
    z.looseObject({
      app_id: z.string(),
      app_secret: z.string(),
      custom: z.optional(z.looseObject({ api: address, accounts: address, linkHosts: z.array(z.string()) })),
    }),
  ),
  draft: keep(recordOf(z.string(), z.string())),
  sites: keep(recordOf(z.string(), z.literal(['ask', 'direct', 'direct-unseen', 'off']))),
  task: drop(z.looseObject({ task: z.unknown().check(z.refine(isTask)), readAt: ms })),
  definitions: drop(z.looseObject({ definitions: z.array(z.looseObject({ guid: z.string() })), readAt: ms })),
  learnt: drop(z.looseObject({ learnt: z.string(), rights: z.string(), at: ms })),
  login: drop(
    z.looseObject({ brand, app_id: z.string(), redirect_uri: z.string(), verifier: z.string(), startedAt: ms }),
  ),
  limiter: drop(z.looseObject({ starts: z.array(ms), pausedUntil: ms, strikes: z.number(), wait: ms })),
  glances: drop(
    z.looseObject({
      buckets: recordOf(z.string(), z.looseObject({ level: z.number(), at: ms })),
      mineShare: z.number(),
      listedAt: ms,
    }),
  ),
  intent: drop(
    z.looseObject({ intent: z.looseObject({ brand, guid, tabId: z.number(), origin: z.string() }), at: ms }),
  ),
  clockOffset: drop(ms),
  journal: drop(z.array(z.looseObject({ at: ms, kind: z.string(), reason: z.string(), endpoint: z.string() }))),
} as const satisfies Record<string, Shape>;
