import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { ROOT } from '../../support/build-e2e';
import { urlOf } from './pages';

/** Long public documents that packages of this project's lock file carry: a log of changes, a manual, prose. */
export const DOCUMENTS = ['axios/CHANGELOG.md', 'axios/README.md', 'vite/LICENSE.md'] as const;

/** A document as a site would show it, with so many task links and bare addresses strewn evenly between its blocks. */
export function documentPage(path: (typeof DOCUMENTS)[number], links: number, texts: number): string {
  const source = readFileSync(join(ROOT, 'node_modules', path), 'utf8');
  const blocks = new MarkdownIt({ html: true }).render(source).split(/(?<=\n)(?=<(?:p|h\d|ul|ol|pre|table)\b)/);
  const all = links + texts;
  for (let index = all - 1; index >= 0; index -= 1) {
    const at = Math.floor(((index + 1) * blocks.length) / (all + 1));
    const url = urlOf(index);
    blocks.splice(at, 0, index < links ? `<p><a href="${url}">task</a></p>` : `<p>see ${url} please</p>`);
  }
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${path}</title></head><body><main>${blocks.join('')}</main></body></html>`;
}
