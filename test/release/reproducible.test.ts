import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/build-e2e';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** Not part of what a package is made of: tools, what was built before, and history. */
const LEFT = new Set(['node_modules', '.git', '.output', '.wxt']);

/** A copy of the project in a folder of its own, as if checked out there. */
function checkout(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `tasklark-${name}-`));
  made.push(folder);
  cpSync(ROOT, folder, { recursive: true, filter: (path) => !LEFT.has(relative(ROOT, path)) });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Name → bytes of the packages that `npm run zip` makes there, whatever the shell has set. */
function packagesOf(folder: string, NODE_ENV: string): Map<string, Buffer> {
  for (const target of ['chrome', 'firefox'])
    execFileSync(process.execPath, [join(ROOT, 'node_modules/wxt/bin/wxt.mjs'), 'zip', '-b', target], {
      cwd: folder,
      env: { ...process.env, NODE_ENV, TZ: NODE_ENV === 'test' ? 'Asia/Shanghai' : 'UTC' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const output = join(folder, '.output');
  const zips = readdirSync(output).filter((file) => file.endsWith('.zip'));
  return new Map(zips.sort().map((file) => [file, readFileSync(join(output, file))]));
}

describe('the packages for the stores', () => {
  it('are the same bytes when built twice, from other folders, in other zones and modes', () => {
    const [one, other] = [packagesOf(checkout('one'), 'production'), packagesOf(checkout('another-place'), 'test')];
    expect([...one.keys()].map((name) => name.replace(/[\d.]+(?=-)/, 'V'))).toEqual([
      'tasklark-V-chrome.zip',
      'tasklark-V-firefox.zip',
      'tasklark-V-sources.zip',
    ]);
    expect([...other.keys()]).toEqual([...one.keys()]);
    const differing = [...one].filter(([name, bytes]) => !other.get(name)?.equals(bytes)).map(([name]) => name);
    expect(differing).toEqual([]);
  }, 240_000);
});
