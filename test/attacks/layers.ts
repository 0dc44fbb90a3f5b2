import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILDS, grantWebPages, ROOT } from '../support/build-e2e';
import { openArena } from './arena';
import type { Attack } from './attack';
import { LAYERS, type Layer } from './layer-edits';
import { THEMES } from './pages/all';
import { runSuite } from './suite';

/** What a build needs. */
const SOURCES = ['entrypoints', 'components', 'lib', 'public', 'wxt.config.ts', 'package.json', 'tsconfig.json'];

/** Builds a copy of the extension without one layer in a temporary folder; shipped code has no switch for it. */
function buildWithout({ name, edits }: Layer, folder: string): string {
  for (const source of SOURCES) cpSync(join(ROOT, source), join(folder, source), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const { file, from, to } of edits) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    // An edit that fits nowhere would remove nothing and prove nothing.
    if (text.split(from).length !== 2) throw new Error(`"${name}": ${file} does not hold once: ${from}`);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
  }
  const wxt = join(ROOT, 'node_modules/wxt/bin/wxt.mjs');
  execFileSync(process.execPath, [wxt, 'build', '-b', 'chrome'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const build = join(folder, '.output', BUILDS.chrome);
  const manifest = join(build, 'manifest.json');
  writeFileSync(manifest, JSON.stringify(grantWebPages(JSON.parse(readFileSync(manifest, 'utf8')))));
  return build;
}

/** The attacks of the suite that go against this layer. */
function against({ rules }: Layer): Record<string, readonly Attack[]> {
  const fitting = Object.entries(THEMES).map(([theme, attacks]) => [
    theme,
    attacks.filter(({ rule }) => rules.includes(rule)),
  ]);
  return Object.fromEntries(fitting);
}

/** Takes out one layer after the other (those whose name holds `word`) and prints which attacks then win; answers whether each lets one win. */
export async function printLayers(word = ''): Promise<boolean> {
  let allMatter = true;
  console.log('| layer taken out | attacks against it | those that then win |\n|---|--:|---|');
  for (const layer of LAYERS.filter(({ name }) => name.includes(word))) {
    const folder = mkdtempSync(join(tmpdir(), 'tasklark-without-'));
    try {
      const arena = await openArena(buildWithout(layer, folder), 8);
      try {
        const tallies = await runSuite([arena], against(layer), 1);
        const won = tallies.filter(({ failures }) =>
          failures.some((failure) => / writes|Granted|leaked/.test(failure) && !failure.startsWith('control')),
        );
        console.log(
          `| ${layer.name} | ${tallies.length} | ${won.map(({ attack }) => attack.name).join('; ') || '**none**'} |`,
        );
        allMatter &&= won.length > 0;
      } finally {
        await arena.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return allMatter;
}
