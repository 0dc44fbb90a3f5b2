import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rowsOf } from './all';
import { isMet, rowOf } from './rows';

const folder = mkdtempSync(join(tmpdir(), 'bench-all-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A bench of this source, run as the others are. */
function benchOf(name: string, source: string): string {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, source);
  return path;
}

describe('one bench among others', () => {
  const row = rowOf('one', [1], { goal: 2 });

  it('is asked for its rows by its words, and may say something before', async () => {
    const main = benchOf(
      'good',
      `console.log('hello'); console.log(JSON.stringify([{ ...${JSON.stringify(row)}, note: process.argv.slice(2).join() }]));`,
    );
    expect(await rowsOf(['scout', 'heap'], main)).toEqual([{ ...row, note: 'scout,heap,--json' }]);
  });

  it('counts with the rows that it has, whatever its exit code', async () => {
    const main = benchOf('missed', `console.log(JSON.stringify([${JSON.stringify(row)}])); process.exitCode = 1;`);
    expect(await rowsOf([], main)).toEqual([row]);
  });

  it.each([
    ['dies', 'process.exit(3);', 'ended with code 3'],
    ['says something else', `console.log('done');`, 'ended with code 0'],
    ['says nothing', '', 'ended with code 0'],
    ['hangs', 'setInterval(() => {}, 1000);', 'ended by SIGKILL'],
  ])('is a failed row where it %s', async (name, source, failure) => {
    const rows = await rowsOf([], benchOf(name.replaceAll(' ', '-'), source), name === 'hangs' ? 1_000 : undefined);
    expect(rows).toMatchObject([{ failure }]);
    expect(rows.every(isMet)).toBe(false);
  });
});
