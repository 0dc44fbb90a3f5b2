import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** A display of our own, on which keys can be pressed as a person does: they reach the browser's shortcuts, puppeteer's never do. */
export interface Display {
  /** For the environment of the browser, such as ":7". */
  readonly name: string;
  /** Presses a chord in the focused window, by xdotool's names: `alt+shift+d`. */
  press(chord: string): void;
  close(): Promise<void>;
}

/** Starts Xvfb on a free display number. Throws when Xvfb is not installed, naming what to install. */
export async function startDisplay(size = '1280x900x24'): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const failed = once(server, 'error').then(([error]) => {
    throw new Error(`Real shortcuts need Xvfb and xdotool (Debian: xvfb, xdotool): ${error}`);
  });
  const [number] = await Promise.race([once(server.stdio[3] as Readable, 'data'), failed]);
  const name = `:${String(number).trim()}`;
  return {
    name,
    press: (chord) => {
      execFileSync('xdotool', ['key', '--clearmodifiers', chord], { env: { ...process.env, DISPLAY: name } });
    },
    close: async () => {
      if (server.exitCode !== null) return;
      server.kill();
      await once(server, 'exit');
    },
  };
}
