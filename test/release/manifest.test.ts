import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BuildTarget, buildIfStale, productionBuild } from '../support/build-e2e';
import expected from './manifest.expected.json';

type Manifest = Readonly<Record<string, unknown>> & {
  readonly permissions: readonly string[];
  readonly host_permissions: readonly string[];
  readonly optional_host_permissions: readonly string[];
  readonly commands: Readonly<Record<string, { readonly suggested_key?: { readonly default: string } }>>;
  readonly content_security_policy: { readonly extension_pages: string };
};

const targets = ['chrome', 'firefox'] as const;

/** Keys that are compared by their own lists, and the version, which only package.json knows. */
const LISTED = ['permissions', 'host_permissions', 'optional_host_permissions', 'commands', 'content_security_policy'];

beforeAll(() => targets.forEach(buildIfStale), 120_000);

const manifestOf = (target: BuildTarget) =>
  JSON.parse(readFileSync(join(productionBuild(target), 'manifest.json'), 'utf8')) as Manifest;
const sorted = (names: Iterable<string>) => [...names].sort();

describe.each(targets)('the manifest for %s', (target) => {
  it.each(['permissions', 'host_permissions', 'optional_host_permissions'] as const)(
    'has the %s that are explained',
    (list) => {
      expect(sorted(manifestOf(target)[list])).toEqual(sorted(Object.keys(expected[list])));
    },
  );

  it('has the commands that are explained, with their keys', () => {
    const keys = Object.entries(manifestOf(target).commands).map(([name, { suggested_key }]) => [
      name,
      suggested_key?.default,
    ]);
    const wanted = Object.entries<{ key?: string; why: string }>(expected.commands).map(([name, { key }]) => [
      name,
      key,
    ]);
    expect(Object.fromEntries(keys)).toEqual(Object.fromEntries(wanted));
  });

  it('has the content policy that is explained, for own pages only', () => {
    const { content_security_policy: policy } = manifestOf(target);
    expect(Object.keys(policy)).toEqual(['extension_pages']);
    expect(sorted(policy.extension_pages.split('; '))).toEqual(sorted(Object.keys(expected.csp)));
    expect(policy.extension_pages).not.toMatch(/unsafe|\*:|data:|blob:/);
  });

  it('names to Firefox the data that is explained, and none that nothing sends or asks for', () => {
    const { gecko } = (manifestOf(target).browser_specific_settings ?? {}) as {
      gecko?: { data_collection_permissions: { required: string[]; optional?: string[] } };
    };
    const { required, ...others } = gecko?.data_collection_permissions ?? { required: [] };
    expect(sorted(required)).toEqual(target === 'firefox' ? sorted(Object.keys(expected.data_collection)) : []);
    expect(others).toEqual({});
  });

  it('claims no Android, where no sign-in window can be opened', () => {
    expect(manifestOf(target).browser_specific_settings ?? {}).not.toHaveProperty('gecko_android');
  });

  it('has nothing besides: no content scripts, no accessible resources, no outside messages', () => {
    const manifest = manifestOf(target);
    const others: Record<string, { value: unknown }> = { ...expected.other, ...expected[target] };
    expect(sorted(Object.keys(manifest))).toEqual(sorted(['version', ...LISTED, ...Object.keys(others)]));
    for (const [name, { value }] of Object.entries(others))
      if (value !== '*') expect([name, manifest[name]]).toEqual([name, value]);
    for (const never of ['content_scripts', 'web_accessible_resources', 'externally_connectable', 'sandbox'])
      expect(manifest).not.toHaveProperty(never);
  });

  it('gives a reason for everything', () => {
    const reasons = Object.values(expected).flatMap((part) =>
      Object.values<string | { why: string }>(part).map((entry) => (typeof entry === 'string' ? entry : entry.why)),
    );
    expect(reasons.filter((reason) => reason.trim().length < 10)).toEqual([]);
  });

  it('comes with the version of package.json', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(manifestOf(target).version).toBe(version);
  });

  it('comes with files that are meant to ship', () => {
    const files = readdirSync(productionBuild(target), { recursive: true, encoding: 'utf8' });
    const known =
      /^((background|scout|controls|acts|commands|crowd|ground|torn)\.js|(popup|options)\.html|manifest\.json|managed_schema\.json|chunks(\/[\w-]+\.js)?|assets(\/[\w-]+\.css)?|_locales(\/(en|zh_CN)(\/messages\.json)?)?|icon(\/\d+\.png)?)$/;
    expect(files.filter((file) => !known.test(file.replaceAll('\\', '/')))).toEqual([]);
  });
});
