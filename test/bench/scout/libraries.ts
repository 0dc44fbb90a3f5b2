import { build } from 'vite';
import type { Arm } from './arms';

/** What is done with a text-link library: every text goes through it, and each anchor's address is looked at. */
const perText = (find: string) => `() => {
  let hits = 0;
  const isTask = (url) => url.includes('applink.feishu.cn/client/todo/detail');
  const walker = document.createTreeWalker(document.body, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) ${find}
  for (const link of document.querySelectorAll('a[href]')) if (isTask(link.getAttribute('href'))) hits += 1;
  return hits;
}`;

/** A library as one script that leaves its exports under a name in the world. */
async function bundled(specifier: string, name: string): Promise<string> {
  const id = `\0${name}`;
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (source) => (source.endsWith(`entry-${name}`) ? id : undefined),
        load: (source) => (source === id ? `export * from '${specifier}';` : undefined),
      },
    ],
    build: { write: false, lib: { entry: `entry-${name}`, name, formats: ['iife'] } },
  });
  const [first] = Array.isArray(built) ? built : [built];
  if (!first || !('output' in first)) throw new Error(`${specifier} was not bundled`);
  return first.output[0].code;
}

/** Text-link libraries. Their code is part of the world (`prelude`), but not of the time. */
export async function libraryArms(): Promise<readonly Arm[]> {
  return [
    {
      name: 'linkify-it 6.1.0 on every text',
      finds: 'both',
      prelude: `${await bundled('linkify-it', 'LinkifyIt')}; globalThis.linkifyIt = new LinkifyIt.LinkifyIt();`,
      source: perText('for (const { url } of globalThis.linkifyIt.match(node.data) ?? []) if (isTask(url)) hits += 1;'),
    },
    {
      name: 'linkifyjs 4.4.0 on every text',
      finds: 'both',
      prelude: `${await bundled('linkifyjs', 'linkifyjs')}; globalThis.linkifyJs = linkifyjs;`,
      source: perText(
        `for (const { href } of globalThis.linkifyJs.find(node.data, 'url')) if (isTask(href)) hits += 1;`,
      ),
    },
  ];
}
