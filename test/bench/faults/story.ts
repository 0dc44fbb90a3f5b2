import type { WriteEntry } from '../../sandbox/model';
import type { Verdict } from './judge';
import type { Wish } from './model';
import type { StoredOperation } from './stored';

/** What happened to each task that the verdict complains of: its wishes, the writes that the sandbox saw, the rows that are left. */
export function tellStories(
  verdict: Verdict,
  wishes: readonly Wish[],
  writes: readonly WriteEntry[],
  rows: readonly StoredOperation[],
): string[] {
  const words = Object.values(verdict).flat().join('\n');
  const guids = new Set(
    wishes.filter(({ id, guid }) => words.includes(id) || words.includes(guid)).map(({ guid }) => guid),
  );
  return [...guids].flatMap((guid) => [
    `task ${guid}`,
    ...wishes.filter((wish) => wish.guid === guid).map((wish) => `  wish ${JSON.stringify(wish)}`),
    ...writes.filter((write) => write.guid === guid).map((write) => `  write ${JSON.stringify(write)}`),
    ...rows.filter((row) => row.guid === guid).map((row) => `  row ${JSON.stringify(row)}`),
  ]);
}
