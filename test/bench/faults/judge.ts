import type { WriteEntry } from '../../sandbox/model';
import type { FinalTask, Left, Wish } from './model';

/** What is wrong, one line each; empty lists are what is promised. */
export interface Verdict {
  /** Acknowledged, and neither on the server nor shown as parked. */
  readonly lost: readonly string[];
  /** One wish, more than one write. */
  readonly twice: readonly string[];
  /** Written with another account's token. */
  readonly strayed: readonly string[];
  /** An earlier wish of a task written after a later one. */
  readonly disordered: readonly string[];
  /** Sent while the user was told that it is held for an undo, or although it was taken back in that time. */
  readonly hurried: readonly string[];
  /** Parked or waiting for no reason that the faults explain. */
  readonly stuck: readonly string[];
  /** Wishes that became one with a later one while they waited. */
  readonly merged: number;
}

/**
 * Compares what the user was told with what the server saw.
 * @param wishes in the order in which they were made
 * @param writes the sandbox's log, oldest first; of other tasks too
 * @param left what the popup still lists
 * @param final each task as the server has it now
 */
export function judge(
  wishes: readonly Wish[],
  writes: readonly WriteEntry[],
  left: readonly Left[],
  final: (guid: string) => FinalTask | undefined,
): Verdict {
  const verdict: Complaints & Record<'strayed', string[]> = {
    lost: [],
    twice: [],
    strayed: [],
    disordered: [],
    hurried: [],
  };
  const leftById = new Map(left.map((one) => [one.id, one]));
  const written = writes.filter(({ api }) => api !== 'outside' && api !== 'task.v2.create');
  let merged = 0;
  for (const [guid, mine] of groupBy(wishes, ({ guid }) => guid)) {
    const log = written.filter((write) => write.guid === guid);
    merged += judgeEdits(mine, log, leftById, verdict);
    judgeHolds(mine, log, verdict);
    judgeCompletion(mine, log, leftById, final(guid), verdict);
    const users = new Set(mine.map(({ user }) => user));
    for (const { user } of log) if (!users.has(user)) verdict.strayed.push(`${guid} written as ${user || 'nobody'}`);
  }
  const byId = new Map(wishes.map((wish) => [wish.id, wish]));
  const stuck = left.flatMap(({ id, together, state, reason }) => {
    const wish = byId.get(id);
    // A conflict of one field holds up what was merged with it.
    const row = together.flatMap((each) => byId.get(each) ?? []);
    const isConflict = reason === 'conflict' && row.some((each) => foresees(wishes, each));
    return isConflict ? [] : [`${describe(wish, id)} is ${state}: ${reason}`];
  });
  return { ...verdict, stuck, merged };
}

/** A foreign change came between, of this change's own field or under one that it stood behind. */
function foresees(wishes: readonly Wish[], wish: Wish): boolean {
  const sameField = wishes.filter(({ guid, field }) => guid === wish.guid && field === wish.field);
  return wish.contested || (wish.behind && sameField.slice(0, sameField.indexOf(wish)).some((one) => one.contested));
}

type Complaints = Record<'lost' | 'twice' | 'disordered' | 'hurried', string[]>;

/** Each edit has a value of its own; answers how many gave way to a later one. */
function judgeEdits(
  wishes: readonly Wish[],
  log: readonly WriteEntry[],
  left: ReadonlyMap<string, Left>,
  { lost, twice, disordered }: Complaints,
): number {
  let merged = 0;
  const lastOf = new Map<string, { readonly first: number; readonly decidedAt: number }>();
  for (const [at, wish] of wishes.entries()) {
    if (wish.kind !== 'edit') continue;
    const hits = log.flatMap(({ fields }, index) =>
      fields.some(({ name, after }) => name === wish.field && after === wish.value) ? [index] : [],
    );
    if (hits.length > 1) twice.push(`${describe(wish)} was written ${hits.length} times`);
    const first = hits[0];
    if (first !== undefined) {
      const last = lastOf.get(wish.field ?? '');
      // A conflict that the user decided for an older change is written after what was there by then.
      const isDecided = last && wish.answeredAt !== undefined && wish.answeredAt < last.decidedAt;
      if (last && first < last.first && !isDecided)
        disordered.push(`${describe(wish)} was written before an earlier one`);
      lastOf.set(wish.field ?? '', { first, decidedAt: wish.settled === 'mine' ? (wish.settledAt ?? 0) : 0 });
    } else if (wish.answer === 'acknowledged' && !left.has(wish.id) && wish.settled !== 'theirs') {
      if (gaveWay(wishes, at, log)) merged += 1;
      else lost.push(describe(wish));
    }
  }
  return merged;
}

/** The next change of this field was made while this one waited, and has carried its own value to the server or is told of. */
function gaveWay(wishes: readonly Wish[], at: number, log: readonly WriteEntry[]): boolean {
  const next = wishes.slice(at + 1).find(({ kind, field }) => kind === 'edit' && field === wishes[at]?.field);
  if (!next?.behind) return false;
  return next.answer === 'acknowledged' || log.some(({ fields }) => fields.some(({ after }) => after === next.value));
}

/** Completing and reopening have no value of their own: counted by the changes of state that the server saw. */
function judgeCompletion(
  wishes: readonly Wish[],
  log: readonly WriteEntry[],
  left: ReadonlyMap<string, Left>,
  final: FinalTask | undefined,
  { lost, twice }: Complaints,
): void {
  const mine = wishes.filter(({ kind }) => kind !== 'edit');
  if (mine.length === 0) return;
  const changes = log.flatMap(({ fields }) => fields.filter(({ name }) => name === 'completed_at'));
  const name = mine.map((wish) => describe(wish)).join(', ');
  const idle = changes.filter(({ before, after }) => isOpen(before) === isOpen(after));
  if (idle.length > 0) twice.push(`${name}: ${idle.length} writes changed nothing`);
  for (const kind of ['complete', 'reopen'] as const) {
    const of = mine.filter((wish) => wish.kind === kind);
    const seen = changes.filter(({ after }) => isOpen(after) === (kind === 'reopen')).length;
    // Taken back before it was sent, neither the wish nor its undo is written.
    const undone = new Set(mine.map(({ undoes }) => undoes));
    const sure = of.filter(
      (wish) => wish.answer === 'acknowledged' && !wish.undoes && !undone.has(wish.id) && !left.has(wish.id),
    );
    if (seen > of.length) twice.push(`${name}: ${seen} times ${kind}, ${of.length} wished`);
    if (seen < sure.length) lost.push(`${name}: ${seen} times ${kind}, ${sure.length} acknowledged`);
  }
  const last = mine.at(-1);
  if (last?.answer !== 'acknowledged' || left.has(last.id)) return;
  const wanted = last.kind === 'complete' ? 'done' : 'todo';
  if (final?.status !== wanted) lost.push(`${describe(last)}: the task is ${final?.status ?? 'not there'}`);
}

/** What completing a repeating task makes cannot be unmade (feishu-task-api §4.5), so it must not be made too early. */
function judgeHolds(wishes: readonly Wish[], log: readonly WriteEntry[], { hurried }: Complaints): void {
  for (const wish of wishes) {
    const { heldUntil } = wish;
    if (heldUntil === undefined) continue;
    const [first] = log.filter(({ fields }) =>
      fields.some(({ name, after }) => name === 'completed_at' && !isOpen(after)),
    );
    const undo = wishes.find(({ undoes, answer }) => undoes === wish.id && answer === 'acknowledged');
    const inTime = undo?.answeredAt !== undefined && undo.answeredAt < heldUntil;
    if (first && (inTime || first.at < heldUntil))
      hurried.push(`${describe(wish)} was sent ${inTime ? 'though undone' : 'early'}`);
  }
}

const isOpen = (value: unknown) => value === '0' || value === undefined;

const describe = (wish: Wish | undefined, id = '') =>
  wish ? `#${wish.number} ${wish.kind} ${wish.field ?? ''} (${wish.id})`.replace('  ', ' ') : `unknown wish ${id}`;

function groupBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
