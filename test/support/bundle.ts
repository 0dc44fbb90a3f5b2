import { build } from 'vite';
import { ROOT } from './build-e2e';

/** A module as a script that leaves its exports under a name in the page; `input` is a path in the project. */
export async function bundle(name: string, input: string): Promise<string> {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      rollupOptions: { input: `${ROOT}/${input}`, output: { format: 'iife', name }, preserveEntrySignatures: 'strict' },
    },
  });
  const { code } = ('output' in built ? built.output : [])[0] as { code: string };
  return code;
}
