import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OUTPUT, ROOT } from './build-e2e';

interface LockedPackage {
  readonly version: string;
  readonly license?: string;
  /** `sha512-` and the hash in Base64. */
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** What of package-lock.json is read; the key "" is the project itself. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface Component {
  readonly type: 'library' | 'application';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly { readonly license: { readonly id: string } }[];
  readonly hashes?: readonly { readonly alg: 'SHA-512'; readonly content: string }[];
}

/** Build tools of which a few lines get into the scripts: they define entry points and name the browser's object. */
const GLUE: readonly string[] = ['node_modules/wxt', 'node_modules/@wxt-dev/browser'];

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** A package as CycloneDX writes it. Throws where the lock names no licence: that must be looked up before it ships. */
function component(type: Component['type'], name: string, { version, license, integrity }: LockedPackage): Component {
  if (!license) throw new Error(`${name} ${version} has no licence in the lock file`);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const hash = integrity?.match(/^sha512-(.+)$/)?.[1];
  return {
    type,
    'bom-ref': purl,
    name,
    version,
    purl,
    licenses: [{ license: { id: license } }],
    ...(hash && { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] }),
  };
}

/**
 * The bill of materials of what users run (CycloneDX 1.6, JSON): every package that is no development dependency, and the build
 * tools' glue. Without date and serial number, so that the same lock file gives the same bytes.
 */
export function billOfMaterials({ packages }: Lock, project: { readonly name: string; readonly version: string }) {
  const own = packages[''];
  if (!own) throw new Error('the lock file does not name the project');
  const paths = Object.keys(packages)
    .filter((path) => path !== '' && (!packages[path]?.dev || GLUE.includes(path)))
    .sort();
  const application = component('application', project.name, { ...own, version: project.version });
  const components = paths.map((path) => component('library', nameOf(path), packages[path] as LockedPackage));
  const refs = new Map(components.map((one) => [one.name, one['bom-ref']]));
  const dependsOn = (names: Iterable<string>) => [...names].flatMap((name) => refs.get(name) ?? []).sort();
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { lifecycles: [{ phase: 'build' }], component: application },
    components,
    dependencies: [
      {
        ref: application['bom-ref'],
        dependsOn: dependsOn([...Object.keys(own.dependencies ?? {}), ...GLUE.map(nameOf)]),
      },
      ...paths.map((path) => ({
        ref: refs.get(nameOf(path)),
        dependsOn: dependsOn(Object.keys(packages[path]?.dependencies ?? {})),
      })),
    ],
  };
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** The bill of the project as it stands. */
export const projectBill = () =>
  billOfMaterials(readJson('package-lock.json') as Lock, readJson('package.json') as { name: string; version: string });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const bill = projectBill();
  const { name, version } = bill.metadata.component;
  const path = join(OUTPUT, `${name}-${version}-sbom.cdx.json`);
  mkdirSync(OUTPUT, { recursive: true });
  writeFileSync(path, `${JSON.stringify(bill, null, 2)}\n`);
  console.log(`Wrote ${path} (${bill.components.length} components)`);
}
