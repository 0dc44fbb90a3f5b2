import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOST_PERMISSIONS } from '../../lib/feishu/brands';
import { CORE_SCOPES } from '../../lib/task/scopes';
import { ROOT } from '../support/build-e2e';
import expected from './manifest.expected.json';

const text = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');
/** The part under a heading of the second level. */
const part = (heading: string) => text.split(/^## /m).find((one) => one.startsWith(heading)) ?? '';
const paths = (of: string) =>
  [...of.matchAll(/`((?:test|lib|entrypoints|components)\/[^`]+)`/g)].map(([, path = '']) => path);

describe('SECURITY.md', () => {
  it('names files that are there', () => {
    expect(paths(text).length).toBeGreaterThan(20);
    expect(paths(text).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names for each of the thirteen promises a test that runs', () => {
    const rows = part('What we promise').match(/^\| \d+ \|.*$/gm) ?? [];
    expect(rows.map((row) => Number(row.split('|')[1]))).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
    const unproved = rows.filter((row) => !paths(row).some((path) => /\.(test|e2e)\.tsx?$/.test(path)));
    expect(unproved).toEqual([]);
  });

  it('explains every permission and host of the manifest, and every scope', () => {
    const hosts = HOST_PERMISSIONS.map((pattern) => new URL(pattern.replace('*', '')).host);
    const names = [...Object.keys(expected.permissions), ...hosts, ...CORE_SCOPES];
    expect(names.filter((name) => !part('Permissions').includes(`\`${name}\``))).toEqual([]);
  });

  it('tells a private way to report, and no address that nobody reads', () => {
    expect(part('Report a hole')).toContain('Report a vulnerability');
    expect(text).not.toMatch(/[\w.]+@[\w-]+\.\w+/);
  });
});
