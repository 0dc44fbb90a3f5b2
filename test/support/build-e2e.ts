import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const OUTPUT = join(ROOT, '.output');

/** Where the production builds and their end-to-end copies stand. */
export const BUILDS = { chrome: 'chrome-mv3', firefox: 'firefox-mv3' } as const;
export type BuildTarget = keyof typeof BUILDS;

export const productionBuild = (target: BuildTarget) => join(OUTPUT, BUILDS[target]);
export const e2eBuild = (target: BuildTarget) => join(OUTPUT, `${BUILDS[target]}-e2e`);

const SOURCES = ['entrypoints', 'components', 'lib', 'public', 'wxt.config.ts', 'package-lock.json'];

/** When the newest file under `path` was last written, ms since 1970; 0 when there is none. */
function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Builds for production unless the build that stands there is newer than every source. */
export function buildIfStale(target: BuildTarget): void {
  const built = newest(join(productionBuild(target), 'manifest.json'));
  if (built > Math.max(...SOURCES.map((path) => newest(join(ROOT, path))))) return;
  execFileSync(process.execPath, [join(ROOT, 'node_modules/wxt/bin/wxt.mjs'), 'build', '-b', target], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

interface HostGrants {
  host_permissions: string[];
  optional_host_permissions: string[];
}

/** Web pages are granted at install instead of on request: the one difference between the two builds (contract.md). */
export function grantWebPages<Manifest extends HostGrants>(manifest: Manifest): Manifest {
  const { host_permissions, optional_host_permissions } = manifest;
  return {
    ...manifest,
    host_permissions: [...host_permissions, ...optional_host_permissions],
    optional_host_permissions: [],
  };
}

/** Copies the production build and grants it web pages, where that has not been done; builds first where needed. Answers the copy's folder. */
export function buildE2e(target: BuildTarget): string {
  buildIfStale(target);
  const copy = e2eBuild(target);
  if (newest(join(copy, 'manifest.json')) > newest(join(productionBuild(target), 'manifest.json'))) return copy;
  rmSync(copy, { recursive: true, force: true });
  cpSync(productionBuild(target), copy, { recursive: true });
  const path = join(copy, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as HostGrants;
  writeFileSync(path, JSON.stringify(grantWebPages(manifest)));
  return copy;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const target of Object.keys(BUILDS) as BuildTarget[]) console.log(`Built ${buildE2e(target)}`);
}
