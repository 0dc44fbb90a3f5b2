import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { productionBuild } from './build-e2e';

export interface Size {
  readonly name: string;
  /** Bytes after gzip at level 9, summed over the files. */
  readonly bytes: number;
  /** The most that is allowed, in bytes; 1 kB is 1,000 bytes. */
  readonly budget?: number;
  readonly files: readonly string[];
}

const gzipped = (path: string) => gzipSync(readFileSync(path), { level: 9 }).byteLength;

/** A script and everything it imports statically: what must be there before its first line runs. */
function withImports(path: string, seen: Set<string>): void {
  if (seen.has(path)) return;
  seen.add(path);
  for (const [, target = ''] of readFileSync(path, 'utf8').matchAll(
    /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+)["']/g,
  )) {
    withImports(join(dirname(path), target), seen);
  }
}

/** The scripts that a page of ours names in its HTML, to run or to fetch for later, with their static imports. */
function scriptsOf(build: string, page: string): string[] {
  const scripts = new Set<string>();
  const path = join(build, page);
  if (!existsSync(path)) return [];
  for (const [, source = ''] of readFileSync(path, 'utf8').matchAll(
    /(?:<script[^>]*\ssrc|rel="modulepreload"[^>]*\shref)="([^"]+)"/g,
  )) {
    withImports(join(build, source), scripts);
  }
  return [...scripts];
}

/** The page script of that name, and its sheet when the build keeps it apart. */
function scriptAndSheet(build: string, name: string): string[] {
  return readdirSync(build, { recursive: true, encoding: 'utf8' })
    .filter((file) => basename(file) === `${name}.js` || basename(file) === `${name}.css`)
    .map((file) => join(build, file));
}

/** Weighs what users load, against what we promise them. A part that is missing from the build has no files. */
export function measureSizes(build = productionBuild('chrome')): Size[] {
  const parts = [
    { name: 'scout', files: scriptAndSheet(build, 'scout'), budget: 2_000 },
    { name: 'controls', files: scriptAndSheet(build, 'controls'), budget: 8_000 },
    { name: 'acts', files: scriptAndSheet(build, 'acts'), budget: 7_100 },
    { name: 'crowd', files: scriptAndSheet(build, 'crowd'), budget: 1_200 },
    { name: 'torn', files: scriptAndSheet(build, 'torn'), budget: 2_900 },
    { name: 'ground', files: scriptAndSheet(build, 'ground'), budget: 3_700 },
    { name: 'commands', files: scriptAndSheet(build, 'commands'), budget: 4_800 },
    { name: 'popup', files: scriptsOf(build, 'popup.html'), budget: 60_000 },
    { name: 'options', files: scriptsOf(build, 'options.html'), budget: 20_000 },
    { name: 'background', files: scriptAndSheet(build, 'background'), budget: 46_500 },
  ];
  return parts.map((part) => ({ ...part, bytes: part.files.reduce((sum, file) => sum + gzipped(file), 0) }));
}

const isOver = ({ bytes, budget, files }: Size) => budget !== undefined && (bytes > budget || files.length === 0);
const kilo = (bytes: number) => `${(bytes / 1000).toFixed(2)} kB`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = measureSizes();
  for (const { name, bytes, budget, files } of sizes) {
    const limit = budget === undefined ? '' : ` of ${kilo(budget)}`;
    console.log(`${name.padEnd(10)} ${files.length === 0 ? 'missing' : `${kilo(bytes).padStart(9)} gzip${limit}`}`);
  }
  const over = sizes.filter(isOver);
  for (const { name } of over) console.error(`${name} is missing or over its budget.`);
  process.exitCode = over.length > 0 ? 1 : 0;
}
