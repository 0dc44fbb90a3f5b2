import { readFileSync, writeFileSync } from 'node:fs';
import preact from '@preact/preset-vite';
import { unzipSync, zipSync } from 'fflate';
import type { Plugin } from 'vite';
import { defineConfig, type EntrypointGroup } from 'wxt';
import { HOST_PERMISSIONS } from './lib/feishu/brands';
import { ACTIONS } from './lib/task/actions';

/** Fixes the extension id in Chromium, and with it the OAuth redirect URL. Public half only; nobody holds the private one. */
const CHROMIUM_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtBS8dEYRrIyvIOZpcKOXKC9lo7y+K4+BBNkd/Itz4laa1A3lfFEUHXPQbuqX7w8avoLLyI5JBa3h/AoDYWTynquOL92joRjoXzq0z/QN1fGXrhZmaqVLHZXa5JN6TonAyNptFEVibejTQYxsNoY7K9BUnVRsQsdsSd4aBhTXj5c0/EfY+KMH4+3pbZP8ThbyTN9Bt1iDxoeCheSf5lmIlmrNkhnNQVOl6ZTTaA0n6PWuvvvgyGGnuU037/TlEsCMiqDoC68NMDDpHBPPEvkWefuunNQiZaogw8lN6vrcwnA+23q8k+GQfCTaJ6p2pkjn0WFOqZOiDNO2DRfmjKZ4JwIDAQAB';

/** Fixes the extension id in Firefox, and with it the OAuth redirect URL there. */
const GECKO_ID = 'tasklark@tasklark.dev';

/** Own pages load nothing from anywhere and build no HTML from strings; the worker may reach a custom brand, so any https
 * (and a server on this machine). */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // What turns text into markup or code takes none at all, where the browser knows the rule (Chromium; Firefox passes it by).
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Chromium takes at most four suggested keys: the popup's and one for each action. */
function commands() {
  const actions = ACTIONS.map(({ id, key }) => [
    id,
    { suggested_key: { default: key }, description: `__MSG_command_${id}__` },
  ]);
  return {
    _execute_action: { suggested_key: { default: 'Alt+Shift+K' } },
    ...Object.fromEntries(actions),
    next: { description: '__MSG_command_next__' },
    previous: { description: '__MSG_command_previous__' },
  };
}

/**
 * WXT wraps each page script in its plugin and error-report code, which does nothing in production and costs 150 bytes of gzip
 * on every page. What remains is the call. And its definition takes a function or an object, where ours are functions all.
 */
const bareScripts = {
  name: 'bare-scripts',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    const [own] = /^import definition from ["'].+["'];$/m.exec(code) ?? [];
    if (own && id.includes('unlisted-script-entrypoint')) return { code: `${own}\ndefinition();`, map: null };
    if (id.endsWith('/utils/define-unlisted-script.mjs'))
      return { code: 'export const defineUnlistedScript = (main) => main;', map: null };
    // It looks for `browser` first, as which an element of that id answers where the browser has no such object. Both have this.
    if (id.includes('/@wxt-dev/browser/')) return { code: 'export const browser = globalThis.chrome;', map: null };
    return undefined;
  },
};

/**
 * A page whose first script brings in the rest: all is fetched together, and the first script runs as soon as it is there, not
 * only after the sheets. (WXT adds a script of its own, so Vite does not keep an `async` that stands in the page.)
 */
const fetchedTogether: Plugin = {
  name: 'fetched-together',
  transformIndexHtml: {
    order: 'post',
    handler(html, { chunk, bundle = {} }) {
      const seen = new Set([chunk?.fileName, ...(chunk?.imports ?? [])]);
      const later: string[] = [];
      const want = (file: string) => {
        const found = bundle[file];
        if (seen.has(file) || found?.type !== 'chunk') return;
        seen.add(file);
        later.push(file);
        for (const imported of found.imports) want(imported);
      };
      for (const file of chunk?.dynamicImports ?? []) want(file);
      if (later.length === 0) return html;
      const attrs = (file: string) => ({ rel: 'modulepreload', crossorigin: true, href: `/${file}` });
      return {
        html: html.replace('<script type="module"', '<script type="module" async'),
        tags: later.map((file) => ({ tag: 'link', attrs: attrs(file), injectTo: 'head' })),
      };
    },
  },
};

/** Builds each own page by itself: files that two pages share are more files, and the popup waits for every one. */
function apart(_: unknown, groups: EntrypointGroup[]): void {
  const single = groups.flatMap((group) => (Array.isArray(group) ? group.map((entry) => [entry]) : [group]));
  groups.splice(0, groups.length, ...single);
}

/** Writes a package anew with one date for all files and in the order of their names, so that the same source gives the same bytes. */
function fixDates(_: unknown, zipPath: string): void {
  const files = Object.entries(unzipSync(readFileSync(zipPath))).sort(([a], [b]) => (a < b ? -1 : 1));
  // The earliest time that a zip can hold.
  writeFileSync(zipPath, zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1), level: 9 }));
}

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  hooks: {
    'entrypoints:grouped': apart,
    'zip:extension:done': fixDates,
    'zip:sources:done': fixDates,
  },
  vite: ({ command }) => {
    // One left over from a shell or a test runner would build in development mode, with the paths of this machine inside.
    if (command === 'build') process.env.NODE_ENV = 'production';
    return {
      plugins: [bareScripts, fetchedTogether, preact()],
      build: {
        // The oldest browsers that the manifest names: prefixes and older spellings are dead weight.
        cssTarget: ['chrome122', 'firefox140'],
        // What a page imports is fetched together with it; every browser that we run in knows how.
        modulePreload: {
          polyfill: false,
          // What a script brings in stands in the page by then (fetchedTogether), its sheets too.
          resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : []),
        },
        // What libraries would write to the console is left out.
        rolldownOptions: { output: { minify: { compress: { dropConsole: true } } } },
      },
    };
  },
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    permissions: ['storage', 'alarms', 'identity', 'scripting', 'activeTab'],
    host_permissions: [...HOST_PERMISSIONS],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    commands: commands(),
    content_security_policy: { extension_pages: CSP },
    // A private window gets a worker, an account and a queue of its own, in memory; Firefox knows no such way, so none there.
    incognito: browser === 'firefox' ? 'not_allowed' : 'split',
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: GECKO_ID,
              // Desktop knows the next key since 140. Mozilla's linter takes this number for Android too, where that is 142.
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['authenticationInfo', 'websiteContent'] },
            },
          },
        }
      : {
          key: CHROMIUM_KEY,
          minimum_chrome_version: '122',
          // Firefox reads policies without a schema and does not know this key.
          storage: { managed_schema: 'managed_schema.json' },
        }),
  }),
});
