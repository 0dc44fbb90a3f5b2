import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { ROOT } from '../../support/build-e2e';
import { type Blocks, compatTable, listing, manual } from './documents-large';
import { urlOf } from './pages';

const read = (path: string) => readFileSync(join(ROOT, 'node_modules', path), 'utf8');

function markdown(source: string): Blocks {
  const html = new MarkdownIt({ html: true }).render(source);
  return {
    blocks: html.split(/(?<=\n)(?=<(?:p|h\d|ul|ol|pre|table)\b)/),
    before: '',
    after: '',
    around: (words) => `<p>${words}</p>`,
  };
}

/**
 * Long public documents that packages of this project's lock file carry, each shown as its kind is on the web: the reference manual of
 * Chrome's protocol, a table of what browsers support, a source file with its syntax coloured, a log of changes, a manual of one page.
 */
const RENDERED = {
  'devtools-protocol/json/browser_protocol.json': (source: string) => manual(JSON.parse(source)),
  '@mdn/browser-compat-data/data.json': (source: string) => compatTable(JSON.parse(source)),
  '@types/node/fs.d.ts': listing,
  'axios/CHANGELOG.md': markdown,
  'axios/README.md': markdown,
} as const;

export type DocumentPath = keyof typeof RENDERED;
export const DOCUMENTS = Object.keys(RENDERED) as readonly DocumentPath[];

/** A document as a site would show it, with so many task links and bare addresses strewn evenly between its blocks. */
export function documentPage(path: DocumentPath, links: number, texts: number): string {
  const { blocks, before, after, around } = RENDERED[path](read(path));
  const strewn = [...blocks];
  const all = links + texts;
  for (let index = all - 1; index >= 0; index -= 1) {
    const at = Math.floor(((index + 1) * strewn.length) / (all + 1));
    const url = urlOf(index);
    strewn.splice(at, 0, around(index < links ? `<a href="${url}">task</a>` : `see ${url} please`));
  }
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${path}</title></head><body><main>${before}${strewn.join('')}${after}</main></body></html>`;
}
