import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json';
import { billOfMaterials, type Lock, projectBill } from '../support/sbom';

describe('the bill of materials', () => {
  it('lists exactly what ships, with version and licence', () => {
    const listed = projectBill().components.map(({ name, version, licenses }) => [
      name,
      version,
      ...licenses.map(({ license }) => license.id),
    ]);
    expect(listed).toEqual([
      ['@wxt-dev/browser', '0.3.6', 'MIT'],
      ['idb-keyval', '6.3.0', 'Apache-2.0'],
      ['preact', '11.2.0', 'MIT'],
      ['rrule', '2.8.1', 'BSD-3-Clause'],
      ['tslib', '2.9.1', '0BSD'],
      ['webextension-polyfill', '0.12.0', 'MPL-2.0'],
      ['wxt', '0.21.4', 'MIT'],
      ['zod', '4.6.7', 'MIT'],
    ]);
  });

  it('has every dependency of package.json in the version that it pins', () => {
    const { components } = projectBill();
    for (const [name, version] of Object.entries(packageJson.dependencies))
      expect(components).toContainEqual(expect.objectContaining({ name, version }));
  });

  it('gives each a package address and the hash of its archive', () => {
    for (const { purl, hashes } of projectBill().components) {
      expect(purl).toMatch(/^pkg:npm\/(%40[\w-]+\/)?[\w-]+@\d+\.\d+\.\d+$/);
      expect(hashes?.map(({ content }) => content)).toEqual([expect.stringMatching(/^[\da-f]{128}$/)]);
    }
  });

  it('connects every part to what needs it', () => {
    const { metadata, components, dependencies } = projectBill();
    expect(dependencies.map(({ ref }) => ref)).toEqual(
      [metadata.component, ...components].map((one) => one['bom-ref']),
    );
    const needed = new Set(dependencies.flatMap(({ dependsOn }) => dependsOn));
    expect(components.filter((one) => !needed.has(one['bom-ref']))).toEqual([]);
  });

  it('names no time and no chance number', () => {
    expect(JSON.stringify(projectBill())).not.toMatch(/timestamp|serialNumber|uuid/i);
    expect(JSON.stringify(projectBill())).toBe(JSON.stringify(projectBill()));
  });

  it('refuses a package without a licence', () => {
    const lock: Lock = {
      packages: { '': { version: '1.0.0', license: 'MIT' }, 'node_modules/odd': { version: '1.0.0' } },
    };
    expect(() => billOfMaterials(lock, { name: 'tasklark', version: '1.0.0' })).toThrow(/no licence/);
  });
});
