import { cpus } from 'node:os';
import { type Arena, openArena } from '../attacks/arena';
import type { Attack } from '../attacks/attack';
import { printLayers } from '../attacks/layers';
import { LAYOUTS } from '../attacks/layouts/all';
import { measureLayouts, shareOf } from '../attacks/layouts/measure';
import { THEMES } from '../attacks/pages/all';
import { runSuite, scoreOf } from '../attacks/suite';
import { buildE2e } from '../support/build-e2e';

/** Runs of each attack in the long mode, as the promise says. */
const TIMES = 20;

/**
 * `npm run bench -- attacks [--times N] [--browsers N] [--only REGEXP] [--crowded] [--full]` runs every attack (on
 * pages with more links than get a ring at rest; in full lines, where a ring is small) and prints the score; with
 * `--layers [WORD]` it prints which attacks win once a layer of the gate is taken out of a scratch copy. Answers whether every
 * promise held.
 */
export async function benchAttacks(args: readonly string[]): Promise<boolean> {
  const option = (name: string) => args[args.indexOf(name) + 1];
  if (args.includes('--layers')) return printLayers(option('--layers'));
  const times = args.includes('--times') ? Number(option('--times')) : TIMES;
  const browsers = args.includes('--browsers') ? Number(option('--browsers')) : 2;
  const only = args.includes('--only') ? (option('--only') ?? '') : '';
  const everywhere: Partial<Attack> = {
    ...(args.includes('--crowded') && { crowded: true }),
    ...(args.includes('--full') && { full: true }),
  };
  const chosen = Object.entries(THEMES).map(([theme, attacks]) => [
    theme,
    attacks.filter(({ name }) => new RegExp(only).test(name)).map((attack) => ({ ...attack, ...everywhere })),
  ]);
  const extension = buildE2e('chrome');
  const arenas: Arena[] = [];
  try {
    while (arenas.length < browsers) arenas.push(await openArena(extension));
    const version = await arenas[0]?.chromium.browser.version();
    console.log(`${version}, Node ${process.version}, ${cpus().length} cores; each attack ${times} times\n`);
    const tallies = await runSuite(arenas, Object.fromEntries(chosen), times, ({ attack, outcomes, failures }) => {
      const { acted, asked, nothing } = outcomes;
      console.error(
        `${failures.length ? 'LOST' : 'held'}  ${attack.name}: asked ${asked}, nothing ${nothing}, wrote ${acted}`,
      );
      for (const failure of new Set(failures)) console.error(`      ${failure}`);
    });
    console.log(scoreOf(tallies));
    if (only) return tallies.every(({ failures }) => failures.length === 0);
    const measured = await measureLayouts(arenas, LAYOUTS);
    const asked = measured.filter(({ outcome }) => outcome === 'asked').map(({ layout }) => layout.name);
    const dead = measured.filter(({ outcome }) => outcome === 'nothing').map(({ layout }) => layout.name);
    console.log(`\nOrdinary layouts: ${measured.length}, direct action on ${(shareOf(measured) * 100).toFixed(1)}%`);
    const again = measured.filter(({ attempts, outcome }) => attempts > 1 && outcome === 'acted').length;
    if (again > 0) console.log(`${again} of them only at a second or third click.`);
    console.log(`Asked: ${asked.join(', ') || 'none'}. Dead: ${dead.join(', ') || 'none'}.`);
    return tallies.every(({ failures }) => failures.length === 0) && dead.length === 0 && shareOf(measured) >= 0.98;
  } finally {
    await Promise.all(arenas.map((arena) => arena.close()));
  }
}
