/** One figure of a bench: a ratio against a baseline of the same run, with what it should be. */
export interface Row {
  readonly name: string;
  /** Median of the repetitions' ratios, and their range. */
  readonly ratio: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  /** The most (or, where `atLeast`, the least) that is wanted; none: for information. */
  readonly goal?: number;
  readonly atLeast?: boolean;
  /** What is told besides, such as the baseline in ms. */
  readonly note?: string;
  /** Why there is no figure: what the bench threw. */
  readonly failure?: string;
}

/** What stands in the place of rows that a bench owed when it threw. */
export function failedRow(name: string, error: unknown): Row {
  const failure = error instanceof Error ? error.message : String(error);
  return { name, ratio: Number.NaN, min: Number.NaN, max: Number.NaN, unit: '', failure };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** A row from the ratios of single repetitions. */
export function rowOf(
  name: string,
  ratios: readonly number[],
  about: Partial<Pick<Row, 'unit' | 'goal' | 'atLeast' | 'note'>> = {},
): Row {
  return { unit: '×', ...about, name, ratio: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) };
}

export function isMet({ ratio, goal, atLeast, failure }: Row): boolean {
  if (failure !== undefined || Number.isNaN(ratio)) return false;
  return goal === undefined || (atLeast ? ratio >= goal : ratio <= goal);
}

const figure = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** `name ratio [min–max] goal ok|FAIL`. */
export function printRow(row: Row): string {
  const { name, ratio, min, max, unit, goal, atLeast, note, failure } = row;
  if (failure !== undefined) return `${name.padEnd(54)} FAIL  (${failure})`;
  const wanted = goal === undefined ? '' : ` ${atLeast ? '≥' : '≤'} ${goal} ${isMet(row) ? 'ok' : 'FAIL'}`;
  return `${name.padEnd(54)} ${figure(ratio)} ${unit} [${figure(min)}–${figure(max)}]${wanted}${note ? `  (${note})` : ''}`;
}

/**
 * Runs a bench and prints its rows as they come, or with `--json` as one array at the end. One that throws ends with a row that
 * says so. Answers whether every goal was met.
 */
export async function report(
  args: readonly string[],
  run: (tell: (rows: readonly Row[]) => void) => Promise<void>,
): Promise<boolean> {
  const rows: Row[] = [];
  const isJson = args.includes('--json');
  const tell = (told: readonly Row[]) => {
    rows.push(...told);
    if (!isJson) for (const row of told) console.log(printRow(row));
  };
  try {
    await run(tell);
  } catch (error) {
    console.error(error);
    tell([failedRow('ended early', error)]);
  }
  if (isJson) console.log(JSON.stringify(rows.map((row) => ({ ...row, ok: isMet(row) }))));
  return rows.every(isMet);
}
