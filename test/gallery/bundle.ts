import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** One script of the gallery's own as the browser takes it: everything in it, and no module. */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: fileURLToPath(new URL(entry, import.meta.url)),
        output: { format: 'iife' },
      },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  if (!first || !('output' in first)) throw new Error(`nothing was built of ${entry}`);
  return first.output[0].code;
}
