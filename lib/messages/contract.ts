import * as z from 'zod/mini';
import type { Failure, FailureKind, FailureReason } from '../failure';
import type { ActionId, Verdict } from '../task/actions';
import { isGuid } from '../task/applink';
import type { Brand } from '../task/brand';
import type { Completion, Parts } from '../task/completion';
import type { CustomFieldDefinition } from '../task/custom-fields';
import { FIELDS } from '../task/fields';
import type { Noticed } from '../task/noticed';
import type { TaskPatch } from '../task/patch';
import { recordOf } from '../task/record-of';
import type { Person, Task } from '../task/schema';
import type { Progress, TaskStatus } from '../task/status';

/**
 * How contexts speak. Every request has an exact input (unknown keys are refused), an answer, and an audience:
 * `page` may be asked by a control inside a web page, `own` only by our own pages. Broadcasts are told to all.
 */
export type Audience = 'page' | 'own';

const brand = z.literal(['feishu', 'lark', 'custom']);
/** Strict before it goes anywhere: letters, digits, `-`, `_`, at most 100 (safety.md §4). */
const guid = z.string().check(z.refine(isGuid));
/** Made by the sender, so that repeating a request changes nothing: a UUID. */
const operationId = z.string().check(z.regex(/^[0-9a-f-]{36}$/));
const action = z.literal(['complete', 'reopen']);
const nothing = z.strictObject({});
const link = { brand, guid };
const text = (max: number) => z.string().check(z.maxLength(max));
/** A scheme, a host, perhaps a port. */
const origin = z.string().check(z.regex(/^https?:\/\/[^/?#@\s]{1,260}$/));
const time = z.nullable(
  z.strictObject({ timestamp: z.string().check(z.regex(/^\d{1,20}$/)), is_all_day: z.optional(z.boolean()) }),
);
const id = text(100);
const completeItem = z.strictObject({
  href: z.optional(text(2048)),
  // The twelve languages of the document, and what a newer server may add.
  tip: z.optional(recordOf(z.string().check(z.regex(/^[a-z]{2}_[a-z]{2}$/)), text(2000))),
});
const member = z.strictObject({ id, type: z.optional(z.literal('user')), name: z.optional(text(500)) });
const customField = z.strictObject({
  guid: id,
  number_value: z.optional(text(20)),
  member_value: z.optional(z.array(member).check(z.maxLength(50))),
  datetime_value: z.optional(z.string().check(z.regex(/^\d{0,20}$/))),
  single_select_value: z.optional(id),
  multi_select_value: z.optional(z.array(id).check(z.maxLength(50))),
  text_value: z.optional(text(6000)),
});
/** Exactly a patch as it is sent: the field table's names, values of plausible size, custom values without what was only read. */
const patch = z.strictObject({
  // A character of UTF-8 is at most two UTF-16 units; the exact limit is the field table's.
  summary: z.optional(z.nullable(text(6000))),
  description: z.optional(z.nullable(text(6000))),
  start: z.optional(time),
  due: z.optional(time),
  repeat_rule: z.optional(z.nullable(text(2000))),
  is_milestone: z.optional(z.nullable(z.boolean())),
  mode: z.optional(z.nullable(z.literal([1, 2]))),
  completed_at: z.optional(z.nullable(z.string().check(z.regex(/^\d{1,20}$/)))),
  extra: z.optional(z.nullable(text(131_072))),
  custom_complete: z.optional(
    z.nullable(
      z.strictObject({
        pc: z.optional(completeItem),
        ios: z.optional(completeItem),
        android: z.optional(completeItem),
      }),
    ),
  ),
  custom_fields: z.optional(z.array(customField).check(z.maxLength(200))),
}) as z.ZodMiniType as z.ZodMiniType<TaskPatch, TaskPatch>;
const fieldName = z.literal(FIELDS.map(({ name }) => name));
/** What stood in the task, which may be what no patch can say. It is compared, and sent only by an undo (see `restorable`). */
const base = recordOf(fieldName, z.unknown()) as z.ZodMiniType as z.ZodMiniType<TaskPatch, TaskPatch>;
/** https; a server on this machine may speak http, as browsers treat loopback as secure too. */
const address = z
  .string()
  .check(z.regex(/^(https:\/\/[^/?#@\s]{1,260}|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?)\/?$/));
const custom = z.strictObject({
  api: address,
  accounts: address,
  linkHosts: z.array(text(253)).check(z.maxLength(10)),
});
const mode = z.literal(['ask', 'direct', 'off']);

export const REQUESTS = {
  /** Scout found the first task link of a page: bring the controls in. */
  'controls.inject': { audience: 'page', input: nothing },
  /** Somebody points at a control: bring what acts. */
  'acts.inject': { audience: 'page', input: nothing },
  /** A page has more links than get a ring at rest: bring what watches where the user points. */
  'crowd.inject': { audience: 'page', input: nothing },
  'ground.inject': { audience: 'page', input: nothing },
  /** A task's address may be written across borders of elements: bring what reads those. */
  'torn.inject': { audience: 'page', input: nothing },
  /** One task as a control shows it; asks Feishu only when what we know is old. */
  'task.status': { audience: 'page', input: z.strictObject(link) },
  /** The same for a link of a direct site that came into view by itself: as far as the budget of such readings goes. */
  'task.glance': { audience: 'page', input: z.strictObject(link) },
  /** How Tasklark behaves on the asking page's origin. */
  'site.mode': { audience: 'page', input: nothing },
  /** A gated click: acts only where the site is direct, else answers `needs_confirm`. */
  'action.propose': { audience: 'page', input: z.strictObject({ id: operationId, ...link, action }) },
  /** Show this task in the popup: to confirm an action, or to edit. */
  'popup.open': { audience: 'page', input: z.strictObject({ ...link, action: z.optional(action) }) },
  /** Take back a change made from this page in the last seconds, by the operation's id. */
  'action.undo': { audience: 'page', input: z.strictObject({ id: operationId, of: operationId }) },
  'options.open': { audience: 'page', input: nothing },

  /**
   * What the popup is to show, with all that it needs to be drawn: what a control asked for (consumed by reading it), else
   * the task that its address names.
   */
  'popup.intent': {
    audience: 'own',
    input: z.strictObject({
      tabId: z.optional(z.number()),
      task: z.optional(z.strictObject({ ...link, action: z.optional(action) })),
    }),
  },
  /** The task links of a tab (the active one when none is named) and how Tasklark stands there. */
  'page.links': { audience: 'own', input: z.strictObject({ tabId: z.optional(z.number()) }) },
  /** Why a control is missing in a tab (the active one when none is named). */
  'page.why': { audience: 'own', input: z.strictObject({ tabId: z.optional(z.number()) }) },
  /** A whole task; `fresh` asks Feishu even when the cached one is young. */
  'task.read': { audience: 'own', input: z.strictObject({ ...link, fresh: z.optional(z.boolean()) }) },
  /** A task as it was last seen, however long ago, without asking Feishu; `null` when it has not been seen. */
  'task.peek': { audience: 'own', input: z.strictObject(link) },
  /** Definitions of the custom fields that this task has or could have, read from its lists. */
  'fields.read': { audience: 'own', input: z.strictObject(link) },
  /** `as` is who the view was shown to (open_id): what A decided is never sent as B. */
  'task.act': { audience: 'own', input: z.strictObject({ id: operationId, ...link, action, as: z.optional(id) }) },
  'task.patch': {
    audience: 'own',
    input: z.strictObject({ id: operationId, ...link, patch, base, as: z.optional(id) }),
  },
  'draft.get': { audience: 'own', input: z.strictObject(link) },
  /** What is typed and not saved; `null` forgets it. */
  'draft.put': {
    audience: 'own',
    input: z.strictObject({ ...link, draft: z.nullable(recordOf(text(120), text(140_000))) }),
  },
  /** What waits or is parked, of one task or of all; only the first ones, and how many there are. */
  'outbox.list': { audience: 'own', input: z.strictObject({ task: z.optional(z.strictObject(link)) }) },
  'outbox.retry': { audience: 'own', input: z.strictObject({ id: operationId }) },
  /**
   * How a conflict is to end: of mine only these fields are sent, over theirs; the rest is dropped. With `custom` only these
   * custom fields of mine. Nothing kept discards the operation.
   */
  'outbox.resolve': {
    audience: 'own',
    input: z.strictObject({ id: operationId, keep: z.array(fieldName), custom: z.optional(z.array(id)) }),
  },
  'outbox.discard': { audience: 'own', input: z.strictObject({ id: operationId }) },
  /** Changes and drafts that could not be read any more and that the user has not been shown. */
  'aside.list': { audience: 'own', input: nothing },
  /** The user has seen them; they stay where they are. */
  'aside.seen': { audience: 'own', input: nothing },
  'session.list': { audience: 'own', input: nothing },
  /** App credentials and, for a custom brand, its hosts. An empty secret keeps the stored one. */
  'session.save': {
    audience: 'own',
    input: z.strictObject({ brand, app_id: text(100), app_secret: text(200), custom: z.optional(custom) }),
  },
  'session.login': {
    audience: 'own',
    input: z.strictObject({ brand, extras: z.array(text(60)).check(z.maxLength(20)) }),
  },
  /** A pasted user access token, for a trial until it expires. */
  'session.token': { audience: 'own', input: z.strictObject({ brand, token: text(8192) }) },
  'session.logout': { audience: 'own', input: z.strictObject({ brand }) },
  'site.list': { audience: 'own', input: nothing },
  /** `unseen`, which counts with "direct" only: act at once also where no browser can say what is visible (safety.md §3). */
  'site.set': { audience: 'own', input: z.strictObject({ origin, mode, unseen: z.optional(z.boolean()) }) },
  /** How Tasklark is: fixed words and counts, fit for a bug report. */
  'diagnostics.read': { audience: 'own', input: nothing },
} as const satisfies Record<string, { audience: Audience; input: z.ZodMiniType }>;

export type RequestName = keyof typeof REQUESTS;
export type Input<Name extends RequestName> = z.output<(typeof REQUESTS)[Name]['input']>;
export type SiteMode = z.output<typeof mode>;
export type CustomBrand = z.output<typeof custom>;
export type Draft = Readonly<Record<string, string>>;

export interface Answers {
  'controls.inject': null;
  'acts.inject': null;
  'crowd.inject': null;
  'ground.inject': null;
  'torn.inject': null;
  'task.status': TaskStatus;
  /** `null`: not known, and not read without being asked for. */
  'task.glance': TaskStatus | null;
  /** `signedOut` lets a control say "signed out" before anybody points at it; it names brands, not people. */
  'site.mode': { readonly mode: SiteMode; readonly unseen: boolean; readonly signedOut: readonly Brand[] };
  /** `already`: somebody else had done it, so there is nothing to take back. */
  'action.propose': TaskStatus & { readonly already?: true };
  'popup.open': null;
  'action.undo': TaskStatus;
  'options.open': null;
  'popup.intent': PopupOpening;
  'page.links': PageView;
  'task.read': TaskView;
  'task.peek': TaskView | null;
  'fields.read': FieldsView;
  'task.act': TaskView;
  'task.patch': TaskView;
  'draft.get': Draft | null;
  'draft.put': null;
  'outbox.list': OutboxView;
  'outbox.retry': null;
  'outbox.resolve': null;
  'outbox.discard': null;
  'aside.list': readonly AsideView[];
  'aside.seen': null;
  'session.list': SessionView;
  'session.save': SessionView;
  'session.login': SessionView;
  'session.token': SessionView;
  'session.logout': SessionView;
  'site.list': readonly SiteView[];
  'site.set': null;
  'page.why': WhyView;
  'diagnostics.read': DiagnosticsView;
}

/** A task link and the words that stand for it in the page. */
export interface NamedLink {
  readonly brand: Brand;
  readonly guid: string;
  readonly text: string;
  /** Where it stands, and stands only, if no control may stand there. */
  readonly closed?: ClosedPlace;
}

/** A place in which nothing of ours is put; each has words `closed_…`. */
export type ClosedPlace =
  | 'editor' // contenteditable, designMode, role=textbox
  | 'field' // a form field, or what can be chosen in one
  | 'code' // role=code
  | 'button' // also a card that is one
  | 'label'
  | 'summary' // what a fold is opened by
  | 'drawing'; // an address as text in an SVG

export interface PopupIntent extends Omit<NamedLink, 'text' | 'closed'> {
  readonly action?: 'complete' | 'reopen';
  readonly tabId: number;
  /** The site that asked; its mode decides whether "Act directly on HOST" is offered. */
  readonly origin: string;
}

/** A task that the popup shows; from a control with the site that asked, and as a confirm where it asked for an action. */
export type PopupTask = Omit<PopupIntent, 'tabId' | 'origin'> & { readonly origin?: string };

/** What the popup begins with. */
export interface PopupOpening {
  /** Nothing: the tasks of the page. */
  readonly task: PopupTask | null;
  /** What is known of that task, or told by Feishu in a moment. */
  readonly known?: KnownTask;
}

export interface KnownTask {
  /** As it was last seen, or as Feishu has just shown it where that has to be asked; `null` where it could not in a moment. */
  readonly view: TaskView | null;
  /** What was typed and not saved. */
  readonly draft: Result<Draft | null>;
}

export interface PageView {
  /** Absent where no page can be read: a browser page, a store page, or a site without permission. */
  readonly origin?: string;
  readonly mode: SiteMode;
  /** Whether Tasklark may run there (host permission granted). */
  readonly granted: boolean;
  /** Acts at once also where the browser cannot say what is visible. */
  readonly unseen?: true;
  /** The organisation decided the mode. */
  readonly byPolicy?: true;
  readonly links: readonly NamedLink[];
  /** There are more without a control than are named here. */
  readonly isCut?: boolean;
  /** So many have a control that one comes only where the user points. */
  readonly isCrowded?: boolean;
  /** How many parts of other sites the page shows, in which nothing is looked for. */
  readonly foreignFrames?: number;
}

export interface TaskView {
  readonly brand: Brand;
  readonly guid: string;
  /** With waiting operations already applied. */
  readonly task: Task;
  readonly me: Person;
  readonly verdicts: Readonly<Record<ActionId, Verdict>>;
  readonly progress: Progress;
  /** Why the last change of this task is parked, or why it waits. */
  readonly failure?: Failure;
  /** A completion is held until then (ms since 1970): it is not sent before, and undoing it leaves no trace. */
  readonly heldUntil?: number;
  /** When Feishu was asked, ms since 1970. */
  readonly readAt: number;
  /** Each assignee's progress, where everyone must finish. */
  readonly parts?: Parts;
  /** When it was completed, and by whom as far as the data tells. */
  readonly completion?: Completion;
  /** What the answer to the last change told besides (see `noticed` in lib/task/noticed.ts). */
  readonly noticed?: Noticed;
  /** The operation that can still be undone, and until when (ms since 1970). */
  readonly undo?: { readonly id: string; readonly until: number };
  /** The last change completed or reopened it, and somebody else had done so before. */
  readonly already?: true;
}

export interface FieldsView {
  readonly definitions: readonly CustomFieldDefinition[];
  /** Fields that stand in the task without a readable definition, or lists whose fields could not be read, and why. */
  readonly unreadable: readonly { readonly guid: string; readonly failure: Failure }[];
}

export interface OutboxView {
  /** Parked ones first, then those that wait, each kind oldest first; at most a screen or two. */
  readonly shown: readonly OperationView[];
  /** Of all accounts, shown or not. */
  readonly waiting: number;
  readonly parked: number;
}

export interface OperationView {
  readonly id: string;
  /** Whose change it is; it waits where another or nobody is signed in. */
  readonly owner: { readonly name: string; readonly signedIn: boolean };
  readonly brand: Brand;
  readonly guid: string;
  readonly summary: string;
  readonly action: ActionId;
  readonly patch: TaskPatch;
  /** What the touched fields held when the user decided; in a conflict neither mine nor theirs. */
  readonly base: TaskPatch;
  readonly state: 'queued' | 'sending' | 'parked';
  readonly failure?: Failure;
  readonly heldUntil?: number;
  /** When it is tried again by itself, ms since 1970; in the past while that is about to happen. */
  readonly nextAt?: number;
  readonly createdAt: number;
}

/** What is left of a record that could not be read as what it should be. */
export interface AsideView {
  readonly table: 'operations' | 'drafts';
  /** ms since 1970 */
  readonly at: number;
  /** As it stands in the database, for the user to copy. */
  readonly text: string;
}

export interface AccountView {
  readonly name: string;
  readonly open_id: string;
  readonly tenant_key: string;
  readonly scopes: readonly string[];
  /** When the access token ends, ms since 1970. */
  readonly until: number;
  /** Whether it renews itself; a pasted token, or one issued without a refresh token, does not. */
  readonly refreshes: boolean;
}

export interface BrandView {
  readonly brand: Brand;
  readonly app_id: string;
  readonly hasSecret: boolean;
  /** Where this brand's apps are made and configured; a custom brand has one once its addresses are known. */
  readonly console?: string;
  readonly custom?: CustomBrand;
  readonly account?: AccountView;
  /** The organisation chose the app, or the addresses: they cannot be changed here. */
  readonly byPolicy?: { readonly app?: true; readonly hosts?: true };
  /** This account is served by the old API v1, since its app holds only `task:task` (feishu-task-api §3.12). */
  readonly legacy?: true;
  readonly failure?: Failure;
}

export interface SessionView {
  readonly redirectUrl: string;
  readonly brands: readonly BrandView[];
}

export interface SiteView {
  readonly origin: string;
  readonly mode: SiteMode;
  /** Acts at once also where the browser cannot say what is visible. */
  readonly unseen?: true;
  /** The organisation decided it. */
  readonly byPolicy?: true;
}

/** One reason why no control stands in a page; each has words `no_control_…` and, where there is one, a fix. */
export type WhyNoControl =
  | 'storage' // the database does not answer
  | 'unknown_page' // the browser does not tell which page it is
  | 'browser_page' // the browser's own, or another extension's
  | 'store_page' // the browser lets no extension into its store
  | 'file_page' // a file of this computer
  | 'accounts_page' // sign-in pages are left alone
  | 'not_granted' // the user has not let us in
  | 'off' // the user switched it off
  | 'off_by_policy' // the organisation did
  | 'updated' // an old copy from before an update stands there
  | 'not_running' // the page was open before we came, or refuses us
  | 'closed_places' // links only in editors, fields, labels, buttons
  | 'some_closed_places' // some of them there, others with a control
  | 'foreign_frames' // nothing found, and frames of other sites in it
  | 'no_links'
  | 'too_many' // more links than get controls at once
  | 'private_window' // not signed in, in a private window with a sign-in of its own
  | 'signed_out'; // controls stand, but can only ask to sign in

export interface WhyView {
  /** For the fixes: the tab to reload, the origin to allow or to switch on. */
  readonly tabId?: number;
  readonly origin?: string;
  /** The most telling first; empty when nothing stands in the way. */
  readonly reasons: readonly WhyNoControl[];
  /** Task links that were found in the page, and how many tasks stand only where no control may. */
  readonly links: number;
  readonly closed?: number;
}

/** A failed call, or trouble with the database. Fixed words and numbers only; `log_id` is Feishu's request id. */
export interface FailureRecord {
  /** ms since 1970 */
  readonly at: number;
  /** The call, by the name that the error mapper has for it; or `database`. */
  readonly endpoint: string;
  readonly kind: FailureKind;
  readonly reason: FailureReason;
  /** HTTP */
  readonly status?: number;
  readonly code?: number;
  readonly log_id?: string;
}

/** No title, token, secret, person, task id or address: it is made to be shown to strangers. */
export interface DiagnosticsView {
  readonly version: string;
  readonly sessions: readonly {
    readonly brand: Brand;
    readonly state: 'none' | 'signed-in' | 'ended';
    /** When the access token ends, ms since 1970. */
    readonly until?: number;
    readonly refreshes?: boolean;
    /** Which task API serves it, and which endpoint gave its tokens. */
    readonly api?: 'v1' | 'v2';
    readonly tokens?: 'v2' | 'v3';
    readonly failure?: { readonly reason: FailureReason; readonly code?: number };
  }[];
  readonly outbox: {
    /** By state, those that have ended too, as long as they are remembered. */
    readonly counts: Readonly<Record<string, number>>;
    /** Of those that have not ended: why they wait or are parked. */
    readonly reasons: Readonly<Record<string, number>>;
    /** When the oldest that has not ended was made, ms since 1970. */
    readonly oldest?: number;
  };
  /** Calls of the last second, and until when none may start (ms since 1970). */
  readonly limiter: { readonly recent: number; readonly pausedUntil?: number };
  readonly sites: {
    /** Whether every web page is granted; how many patterns are; and how many the browser runs scout on. */
    readonly all: boolean;
    readonly granted: number;
    readonly registered: number;
    readonly direct: number;
    readonly off: number;
    /** The organisation's policies have a say. */
    readonly byPolicy: boolean;
  };
  readonly database: {
    /** What the last access came to, where it failed. */
    readonly trouble?: FailureReason;
    /** Records set aside, by table. */
    readonly aside: Readonly<Record<string, number>>;
  };
  /** Oldest first. */
  readonly failures: readonly FailureRecord[];
}

/** Told to every own page and every page with controls. No task text, no person: who wants to know asks. */
export type Broadcast =
  | { readonly type: 'task.changed'; readonly brand: Brand; readonly guid: string }
  | { readonly type: 'session.changed' }
  | { readonly type: 'site.changed' }
  | { readonly type: 'outbox.changed' };

/** The tasks of a page, and what our scripts are there. */
export interface PageLinks extends Pick<PageView, 'links' | 'isCut' | 'isCrowded'> {
  /** Whether a copy of scout is there, and how many task links it knows. */
  readonly hasScout: boolean;
  readonly found: number;
  readonly hasControls: boolean;
  /** Frames of other sites that are large enough to show something. */
  readonly foreignFrames: number;
}

/** What the background asks of one page. */
export interface ToPage {
  /** `hosts`: where a private deployment's task links live. */
  'links.list': { input: { hosts: readonly string[] }; output: PageLinks };
  'action.run': { input: { action: ActionId }; output: { done: boolean } };
  'link.go': { input: { to: 'next' | 'previous' }; output: { done: boolean } };
}

/** Every answer as data: a value or a failure, never a thrown error. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };
