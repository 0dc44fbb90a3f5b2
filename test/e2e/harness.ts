import { afterAll, beforeAll } from 'vitest';
import { type Chromium, type LaunchOptions, launchChromium } from '../support/launch';
import type { OwnHosts } from '../support/pages-server';
import { startWorld, type World } from '../support/world';

export interface Stage extends World {
  readonly chromium: Chromium;
  /** Guid of a sample task, by its key in the sandbox's seed. */
  guid(key: string): string;
}

/** One world and one browser for a test file; filled before its first test, gone after its last. */
export function useStage(options: Omit<LaunchOptions, 'extension' | 'ports'> = {}, ownHosts?: OwnHosts): Stage {
  const stage = {} as { -readonly [Key in keyof Stage]: Stage[Key] };
  beforeAll(async () => {
    const world = await startWorld('chrome', ownHosts);
    const chromium = await launchChromium({ ...options, extension: world.extension, ports: world.ports });
    Object.assign(stage, world, {
      chromium,
      guid: (key: string) => {
        const task = world.sandbox.tasks.find((sample) => sample.key === key);
        if (!task) throw new Error(`No sample task ${key}`);
        return task.guid;
      },
    });
  });
  afterAll(async () => {
    await stage.chromium?.close();
    await stage.close?.();
  });
  return stage;
}
