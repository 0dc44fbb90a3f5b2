import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { buildE2e } from '../support/build-e2e';
import { failedRow, isMet, printRow, type Row } from './rows';

/** What a run without a name measures, one after another; `attacks` and `faults` take an hour and are asked for by name. */
export const QUICK: readonly (readonly string[])[] = [
  ['scout', 'scan'],
  ['scout', 'inside'],
  ['scout', 'being-there'],
  ['scout', 'heap'],
  ['scout', 'changes'],
  ['controls'],
  ['clicks'],
  ['popup'],
  ['queue'],
  ['requests'],
];

/** A bench that has not ended after this is taken for dead, ms. */
const PATIENCE_MS = 900_000;

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/**
 * The rows of one bench, run as a process of its own: what it breaks or leaves behind is not the next one's. A bench that dies, hangs or
 * says nothing is a failed row.
 */
export function rowsOf(words: readonly string[], main = MAIN, patienceMs = PATIENCE_MS): Promise<readonly Row[]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', main, ...words, '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: patienceMs,
      killSignal: 'SIGKILL',
    });
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
    });
    child.on('close', (code, signal) => {
      try {
        // The rows are the last line; a library may have said something before.
        resolve(JSON.parse(said.trim().split('\n').at(-1) ?? ''));
      } catch {
        resolve([failedRow('no rows', signal ? `ended by ${signal}` : `ended with code ${code}`)]);
      }
    });
  });
}

/**
 * `npm run bench [-- --json]`: every quick bench, as one table, or as one array of rows that also name their bench. Answers whether
 * every goal was met.
 */
export async function benchAll(args: readonly string[]): Promise<boolean> {
  const isJson = args.includes('--json');
  buildE2e('chrome');
  const all: (Row & { bench: string; ok: boolean })[] = [];
  if (!isJson) console.log(`Node ${process.version}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}`);
  const begin = Date.now();
  for (const words of QUICK) {
    const since = Date.now();
    const bench = words.join(' ');
    const rows = await rowsOf(words);
    all.push(...rows.map((row) => ({ bench, ...row, ok: isMet(row) })));
    const took = `${Math.round((Date.now() - since) / 1000)} s`;
    if (isJson) console.error(`${bench}: ${rows.length} rows, ${took}`);
    else console.log([`\n${bench}, ${took}`, ...rows.map(printRow)].join('\n'));
  }
  const missed = all.filter(({ ok }) => !ok).length;
  if (isJson) console.log(JSON.stringify(all));
  else
    console.log(
      `\n${all.length} rows, ${missed} over their goal, ${Math.round((Date.now() - begin) / 1000)} s; attacks and faults by name`,
    );
  return missed === 0;
}
