import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Import, importsOf, resolveImport } from './support/imports';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const SHIPPED = ['lib', 'components', 'entrypoints']
  .filter((folder) => existsSync(join(ROOT, folder)))
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => posix.join(folder, file)),
  )
  .filter((path) => /\.tsx?$/.test(path))
  .concat('wxt.config.ts');

/** Longer than a screen or two, each with its reason. */
const LONG: Readonly<Record<string, string>> = {
  'lib/messages/contract.ts': 'the whole contract in one table, so that nobody must look in two places',
  'entrypoints/background/handlers.ts': 'one short function for each request of the contract',
  'entrypoints/background/session.ts': 'the life of a token pair is one argument; cut apart it cannot be checked',
  'entrypoints/background/store.ts': 'the types of all that is kept, beside the keys that it is kept under',
  'entrypoints/background/renewal.ts': 'the life of a token pair is one argument; cut apart it cannot be checked',
  'entrypoints/background/outbox.ts': 'one state machine: add, merge, drain and settle share its states',
};

interface Rule {
  /** The files it is about. */
  readonly from: RegExp;
  /** What they may import by value: a project path without its ending, or a package. */
  readonly values: RegExp;
  /** What they may import types from besides; everything below them. */
  readonly types?: RegExp;
}

const CONTEXT = 'lib/(messages/(ask|listen)|live-task|report|visibility|i18n|task/.*|failure)';

/** Who may import whom; the first rule that fits a file is its own. */
const RULES: readonly Rule[] = [
  { from: /^lib\/task\/(schema|record-of)\./, values: /^(lib\/task\/|zod(\/mini)?$)/ },
  { from: /^lib\/task\//, values: /^lib\/task\//, types: /^lib\/failure$/ },
  { from: /^lib\/text\//, values: /^lib\/text\// },
  { from: /^lib\/feishu\//, values: /^(lib\/(feishu|task)\/|lib\/failure$|zod(\/mini)?$)/ },
  {
    from: /^lib\/messages\/(contract|serve)\./,
    values: /^(lib\/(messages|task)\/|lib\/(failure|live-task|i18n|page-links)$|wxt\/browser$|zod(\/mini)?$)/,
  },
  {
    from: /^lib\//,
    values: /^(lib\/(messages|task)\/|lib\/(failure|live-task|i18n|page-links)$|wxt\/browser$)/,
    types: /^public\/_locales\//,
  },
  {
    from: /^components\/use-live-task\./,
    values: /^(preact(\/hooks)?$|lib\/task\/|lib\/(i18n|failure|live-task)$)/,
    types: /^(lib|components)\//,
  },
  {
    // A part that has failed must not depend on anybody above it to make the report.
    from: /^components\/Boundary\./,
    values: /^(preact(\/hooks)?$|components\/|lib\/task\/|lib\/(i18n|failure|report)$)/,
    types: /^lib\//,
  },
  {
    // The only one that may name the recurrence library, which it loads when a rule is shown.
    from: /^components\/fields\/next-dates\./,
    values: /^(rrule$|lib\/task\/)/,
    types: /^lib\//,
  },
  {
    from: /^components\//,
    values: /^(preact(\/hooks)?$|components\/|lib\/(task|text)\/|lib\/(i18n|failure)$)/,
    types: /^lib\//,
  },
  {
    from: /^entrypoints\/scout\//,
    values:
      /^(entrypoints\/scout\/|lib\/task\/applink$|lib\/(page-links|built-in)$|wxt\/utils\/define-unlisted-script$)/,
    types: /^lib\//,
  },
  {
    from: /^entrypoints\/controls\//,
    values:
      /^(entrypoints\/controls\/|lib\/task\/(applink|actions|ring-shapes)$|lib\/text\/|lib\/messages\/(ask|listen)$|lib\/(built-in|i18n|page-links)$|wxt\/(browser|utils\/define-unlisted-script)$)/,
    types: /^lib\//,
  },
  {
    // The second half of the same context: it shares the plain parts, and meets the rest at the desk.
    from: /^entrypoints\/acts\//,
    values:
      /^(entrypoints\/(acts\/|controls\/(desk|parts)$)|lib\/task\/ring-shapes$|lib\/(built-in|i18n|visibility)$|wxt\/(browser|utils\/define-unlisted-script)$)/,
    types: /^(lib|entrypoints\/controls)\//,
  },
  {
    // Comes where an address is written in a text, and deals with that for controls.
    from: /^entrypoints\/torn\//,
    values:
      /^(entrypoints\/(torn\/|scout\/place$)|lib\/(page-links|built-in|task\/gateways)$|wxt\/utils\/define-unlisted-script$)/,
    types: /^lib\//,
  },
  {
    // Comes when the background has a question, and meets the rest at the same desk. It names the links, too, that scout passes
    // by, so it reads addresses itself and judges places by scout's rule.
    from: /^entrypoints\/commands\//,
    values:
      /^(entrypoints\/(commands\/|controls\/(desk|link-words|viewport)$|scout\/place$)|lib\/(built-in|messages\/listen|page-links|task\/applink)$|wxt\/utils\/define-unlisted-script$)/,
    types: /^(lib|entrypoints\/controls)\//,
  },
  {
    // Comes where one opaque colour does not say what is drawn behind a control, and meets the rest at the same desk.
    from: /^entrypoints\/ground\//,
    values:
      /^(entrypoints\/(ground\/|controls\/(desk|later|place)$)|lib\/built-in$|wxt\/utils\/define-unlisted-script$)/,
    types: /^(lib|entrypoints\/controls)\//,
  },
  {
    // Comes to crowded pages only, and meets the rest at the same desk.
    from: /^entrypoints\/crowd\//,
    values:
      /^(entrypoints\/(crowd\/|controls\/(desk|later|place)$)|lib\/built-in$|wxt\/utils\/define-unlisted-script$)/,
    types: /^lib\//,
  },
  {
    from: /^entrypoints\/background\/store\./,
    values: /^(entrypoints\/background\/|lib\/|idb-keyval$)/,
  },
  {
    // What a disk gives back is checked where it is read.
    from: /^entrypoints\/background\/shapes\./,
    values: /^(lib\/|zod\/mini$)/,
  },
  {
    from: /^entrypoints\/background\//,
    values: /^(entrypoints\/background\/|lib\/|wxt\/(browser|utils\/define-background)$|webextension-polyfill$)/,
  },
  {
    from: /^entrypoints\/popup\//,
    values: new RegExp(`^(entrypoints/popup/|components/|${CONTEXT}$|preact(/hooks)?$|wxt/browser$)`),
    types: /^lib\//,
  },
  {
    from: /^entrypoints\/options\//,
    values: new RegExp(`^(entrypoints/options/|components/|${CONTEXT}$|preact(/hooks)?$|wxt/browser$)`),
    types: /^lib\//,
  },
  {
    from: /^wxt\.config\.ts$/,
    values: /^(lib\/task\/actions|lib\/feishu\/brands|wxt|@preact\/preset-vite|fflate|node:.*)$/,
    types: /^vite$/,
  },
];

const graph = new Map<string, Import[]>(
  SHIPPED.map((path) => [
    path,
    importsOf(read(path)).map((found) => ({ ...found, target: resolveImport(path, found.target) })),
  ]),
);

/** The project file that an import means, or nothing for a package or an asset. */
const fileOf = (target: string) =>
  [`${target}.ts`, `${target}.tsx`, `${target}/index.ts`, target].find((path) => graph.has(path));

describe('imports', () => {
  it.each(SHIPPED)('%s keeps to its row', (path) => {
    const rule = RULES.find(({ from }) => from.test(path));
    const refused = (graph.get(path) ?? [])
      .filter(({ target }) => !/\.css(\?inline)?$/.test(target))
      .filter(({ target, typeOnly }) => !rule?.values.test(target) && !(typeOnly && rule?.types?.test(target)))
      .map(({ target, typeOnly }) => (typeOnly ? `type ${target}` : target));
    expect(refused).toEqual([]);
  });

  it('run in no circle', () => {
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      else if (!done.has(path)) {
        for (const { target, typeOnly } of graph.get(path) ?? []) {
          const next = fileOf(target);
          if (next && !typeOnly) walk(next, [...trail, path]);
        }
        done.add(path);
      }
    };
    for (const path of SHIPPED) walk(path, []);
    expect(circles).toEqual([]);
  });

  it('reach the database through the store alone', () => {
    const importers = SHIPPED.filter((path) => graph.get(path)?.some(({ target }) => target === 'idb-keyval'));
    expect(importers.filter((path) => path !== 'entrypoints/background/store.ts')).toEqual([]);
    const openers = SHIPPED.filter((path) => /\bindexedDB\b/.test(withoutComments(read(path))));
    expect(openers.filter((path) => path !== 'entrypoints/background/database.ts')).toEqual([]);
  });
});

/** Comments may name what code may not. Good enough for our own sources: no string of ours holds a comment. */
function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

describe('files', () => {
  it.each(SHIPPED)('%s fits a screen or two', (path) => {
    const lines = read(path).trimEnd().split('\n').length;
    expect(lines > 200 && !LONG[path] ? lines : 0).toBe(0);
  });

  it.each(SHIPPED)('%s uses nothing that is banned', (path) => {
    const code = withoutComments(read(path));
    const banned =
      /\bconsole\.\w+|\b(?:inner|outer)HTML\b|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|\beval\(|new Function\(|(?::|<|\bas)\s*any\b|@ts-(?:ignore|nocheck|expect-error)|\bTODO\b|\bFIXME\b|\bonMessageExternal\b|\bonConnect(?:External)?\b|\bpostMessage\b/g;
    expect(code.match(banned) ?? []).toEqual([]);
  });

  it.each(SHIPPED)('%s is no barrel', (path) => {
    expect(/^export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s*(?:as\s+\w+\s+)?from/m.test(read(path))).toBe(false);
  });

  it('name hosts in two places only', () => {
    const named = SHIPPED.filter((path) =>
      /feishu\.cn|larksuite\.com|larkoffice\.com/.test(withoutComments(read(path))),
    );
    expect(named.sort()).toEqual(['lib/feishu/brands.ts', 'lib/task/applink.ts']);
  });

  it('have no drawer for odds and ends', () => {
    expect(SHIPPED.filter((path) => /(^|\/)(utils?|helpers?|misc|common)(\/|\.tsx?$)/.test(path))).toEqual([]);
  });
});

describe('words', () => {
  type Messages = Record<string, { message: string }>;
  const en = JSON.parse(read('public/_locales/en/messages.json')) as Messages;
  const zh = JSON.parse(read('public/_locales/zh_CN/messages.json')) as Messages;

  it('exist in both languages', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
    expect(Object.entries({ ...en, ...zh }).filter(([, { message }]) => message.trim() === '')).toEqual([]);
  });

  it('take the same substitutions in both languages', () => {
    const places = (text = '') => [...new Set(text.match(/\$\d/g) ?? [])].sort().join();
    expect(Object.keys(en).filter((key) => places(en[key]?.message) !== places(zh[key]?.message))).toEqual([]);
  });
});

describe('package', () => {
  it('pins every version exactly', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      // A second version of a library stands under a name of its own, as `npm:NAME@VERSION`.
      ([, version]) => !/^(npm:(@[\w-]+\/)?[\w-]+@)?\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('ships few libraries', () => {
    const { dependencies = {} } = JSON.parse(read('package.json')) as { dependencies?: object };
    expect(Object.keys(dependencies).sort()).toEqual(['idb-keyval', 'preact', 'rrule', 'webextension-polyfill', 'zod']);
  });
});

describe('tests', () => {
  const all = readdirSync(dirname(fileURLToPath(import.meta.url)), { recursive: true, encoding: 'utf8' });

  it('skip nothing and run everything', () => {
    const files = all.filter((path) => /\.(test|e2e)\.tsx?$/.test(path));
    const skipping = files.filter((path) => /\b(?:it|test|describe)\.(?:skip|only|todo)\b/.test(read(`test/${path}`)));
    expect(skipping).toEqual([]);
  });
});
