import { report } from '../rows';
import { clickRows } from './clicks';
import { transportRows } from './transport';

/** From click to done: by message or over a port, and what it takes with a worker that is awake, woken by hover, or dead. */
export async function benchClicks(args: readonly string[]): Promise<boolean> {
  return report(args, async (tell) => {
    tell(await transportRows());
    tell(await clickRows());
  });
}
