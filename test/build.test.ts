import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_REDIRECT_URIS } from './sandbox/seed';
import { buildE2e, e2eBuild, grantWebPages, productionBuild } from './support/build-e2e';
import { redirectUrl } from './support/extension-id';
import { measureSizes } from './support/sizes';

// Builds only what is older than its sources: nothing, where `npm test` has just built.
beforeAll(() => {
  buildE2e('chrome');
  buildE2e('firefox');
}, 120_000);

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();

describe.each(['chrome', 'firefox'] as const)('the end-to-end build for %s', (target) => {
  const [production, copy] = [productionBuild(target), e2eBuild(target)];

  it('is the production build, file for file', () => {
    expect(filesOf(copy)).toEqual(filesOf(production));
    const changed = filesOf(copy).filter(
      (path) => !readFileSync(join(copy, path)).equals(readFileSync(join(production, path))),
    );
    expect(changed).toEqual(['manifest.json']);
  });

  it('differs in granted web pages alone', () => {
    const manifest = (folder: string) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    expect(manifest(copy)).toEqual(grantWebPages(manifest(production)));
    expect(manifest(copy).host_permissions).toEqual(expect.arrayContaining(['https://*/*', 'http://*/*']));
    const { host_permissions: _, optional_host_permissions: __, ...rest } = manifest(copy);
    expect(manifest(production)).toMatchObject(rest);
  });
});

describe('build', () => {
  interface Manifest {
    commands: Record<string, { suggested_key?: { default: string } }>;
  }
  const manifest = (target: 'chrome' | 'firefox') =>
    JSON.parse(readFileSync(join(productionBuild(target), 'manifest.json'), 'utf8')) as Manifest;

  it('weighs no more than promised', () => {
    const sizes = measureSizes();
    expect(sizes.filter(({ files }) => files.length === 0)).toEqual([]);
    expect(sizes.filter(({ bytes, budget }) => budget !== undefined && bytes > budget)).toEqual([]);
  });

  it.each(['chrome', 'firefox'] as const)('for %s signs in at an address that the sandbox allows', (target) => {
    expect(DEFAULT_REDIRECT_URIS).toContain(redirectUrl(productionBuild(target)));
  });

  it.each(['chrome', 'firefox'] as const)('for %s suggests at most four keys', (target) => {
    const keys = Object.values(manifest(target).commands).flatMap(({ suggested_key }) => suggested_key?.default ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(4);
  });
});
