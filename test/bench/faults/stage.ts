import type { Sandbox } from '../../sandbox/server';
import type { Accounts } from './accounts';
import type { Random } from './random';
import type { Stored } from './stored';
import type { RunTasks } from './tasks';
import type { User } from './user';
import type { WatchedWorker } from './watched-worker';

/** Everything that one run acts with. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly random: Random;
  readonly user: User;
  readonly worker: WatchedWorker;
  readonly accounts: Accounts;
  readonly tasks: RunTasks;
  /** What is on the disk. */
  look(): Promise<Stored>;
  /** Makes these ended operations old enough to be cleared up. */
  age(ids: readonly string[]): Promise<void>;
}
