import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the command until its output holds `until`, stops it, and answers all of its standard output. */
async function run(args: readonly string[], until: string): Promise<string> {
  const child = spawn('node_modules/.bin/tsx', ['test/sandbox/main.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
    if (output.includes(until)) child.kill('SIGTERM');
  });
  await once(child, 'exit');
  return output;
}

it('prints one line of JSON with --json', async () => {
  const output = await run(['--port', '0', '--json', '--tls', '--redirect', 'https://abc.chromiumapp.org/'], '}\n');
  expect(output.trim().split('\n')).toHaveLength(1);
  const told = JSON.parse(output) as Record<string, unknown[]>;
  expect(Object.keys(told)).toEqual(['address', 'tls_address', 'spki', 'apps', 'redirect_uris', 'users', 'tasks']);
  expect(told.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(told.redirect_uris).toContain('https://abc.chromiumapp.org/');
  expect(Object.keys(told.apps?.[0] ?? {})).toEqual(['app_id', 'app_secret', 'scopes']);
  expect(Object.keys(told.users?.[0] ?? {})).toEqual(['name', 'open_id', 'brand']);
  expect(Object.keys(told.tasks?.[0] ?? {})).toEqual(['guid', 'url', 'summary', 'what']);
});

it('prints readable text without it', async () => {
  const output = await run([], '/client/todo/detail?');
  for (const part of [
    'Sandbox at http://127.0.0.1:',
    'App ID',
    'App Secret',
    'Anna Chen',
    '张明德',
    'https://applink.feishu.cn/client/todo/',
  ]) {
    expect(output).toContain(part);
  }
});
