import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { OUTPUT, ROOT } from '../support/build-e2e';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PAGES = join(HERE, 'pages');

/** A page's files as the browser gets them, and what its server writes for a path. */
export interface Bundle {
  readonly script: string;
  readonly style: string;
  markup(path: string): Promise<string>;
}

export interface BundleOptions {
  /** Which React "react" means; the pages of the older one have its name in theirs. */
  readonly react?: 18;
  readonly development?: true;
}

const svelte: Plugin = {
  name: 'svelte',
  setup({ onLoad, initialOptions }) {
    onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const { compile } = await import('svelte/compiler');
      const generate = initialOptions.platform === 'node' ? 'server' : 'client';
      const { js } = compile(readFileSync(path, 'utf8'), { generate, filename: basename(path), css: 'injected' });
      return { contents: js.code, loader: 'js', resolveDir: join(path, '..') };
    });
  },
};

/** The slim build of mermaid counts on being a script of its own, whose first variable is a global one. */
const mermaid: Plugin = {
  name: 'mermaid',
  setup({ onLoad }) {
    onLoad({ filter: /mermaid\.tiny\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/var (\w+);/, 'var $1 = (globalThis.$1 = {});'),
    }));
  },
};

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** Everything that a bundle is made of: its own files, those shared by all, and the versions of the libraries. */
function hashOf(sources: readonly string[], options: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(options));
  for (const path of [...sources, fileURLToPath(import.meta.url), join(ROOT, 'package-lock.json')])
    hash.update(basename(path)).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

function settings({ react, development }: BundleOptions): BuildOptions {
  return {
    bundle: true,
    write: true,
    logLevel: 'error',
    plugins: [svelte, mermaid],
    target: 'es2022',
    alias: react ? { react: `react${react}`, 'react-dom': `react-dom${react}` } : {},
    define: {
      'process.env.NODE_ENV': development ? '"development"' : '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true',
    },
    loader: { '.ttf': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.svg': 'dataurl' },
    conditions: [development ? 'development' : 'production'],
    legalComments: 'none',
  };
}

/** Folders that this worker makes or has made. */
const made = new Map<string, Promise<void>>();

/** Makes a folder once: written beside and moved there, so that two workers do not read half of it. */
function once(folder: string, make: (unfinished: string) => Promise<unknown>): Promise<void> {
  async function makeIt(): Promise<void> {
    if (existsSync(folder)) return;
    mkdirSync(dirname(folder), { recursive: true });
    const unfinished = mkdtempSync(`${folder}.`);
    await make(unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  }
  const making = made.get(folder) ?? makeIt();
  made.set(folder, making);
  return making;
}

/** Bundles a page's `client.ts` and, for what its server writes, `markup.ts`; nothing to do where that stands from before. */
export async function bundlePage(name: string, options: BundleOptions): Promise<Bundle> {
  const own = join(PAGES, name);
  const shared = ['life.ts', 'addresses.ts', 'typing.ts', 'messages.ts', 'lexical.ts', 'quill.ts'].map((file) =>
    join(HERE, file),
  );
  const folder = join(OUTPUT, 'real-pages', `${name}-${hashOf([...files(own), ...shared], options)}`);
  await once(folder, async (outdir) => {
    const common = settings(options);
    await build({
      ...common,
      entryPoints: [join(own, 'client.ts')],
      outdir,
      format: 'iife',
      minify: !options.development,
    });
    const entry = join(own, 'markup.ts');
    // Under the name of a module in every folder.
    await build({
      ...common,
      entryPoints: [entry],
      outfile: join(outdir, 'markup.mjs'),
      platform: 'node',
      format: 'esm',
      conditions: ['node', ...(common.conditions ?? [])],
      banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` },
    });
  });
  const text = (file: string) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '');
  const { markup } = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'markup.mjs')).href)) as Bundle;
  return { script: text('client.js'), style: text('client.css'), markup: async (path) => markup(path) };
}

/** The script that looks at a page from the extension's side, as an expression that answers `look(closed)`. */
export async function bundleLook(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, 'look/index.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'looking',
    target: 'es2022',
  });
  return `${outputFiles[0]?.text}`;
}
