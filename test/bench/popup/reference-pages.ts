import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../support/build-e2e';

/** One input and nothing else; then drawn by the library that the popup uses; then after one question to the background. */
export const REFERENCES = ['empty', 'library', 'question'] as const;
export type Reference = (typeof REFERENCES)[number];

const DRAW =
  "import { h, render } from './preact.mjs';\nconst draw = () => render(h('main', null, h('input')), document.body);\n";
const SCRIPTS: Readonly<Record<Reference, string>> = {
  empty: '',
  library: `${DRAW}draw();\n`,
  question: `${DRAW}
const { brand, guid } = Object.fromEntries(new URLSearchParams(location.search));
const answer = await chrome.runtime.sendMessage({ type: 'task.peek', input: { brand, guid } });
if (!answer.value) throw new Error('The task is not known');
draw();
`,
};

/** A copy of the build with pages beside the popup that do as little as a page of the extension can. Answers its folder. */
export function withReferencePages(build: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'popup-'));
  cpSync(build, folder, { recursive: true });
  mkdirSync(join(folder, 'reference'));
  cpSync(join(ROOT, 'node_modules/preact/dist/preact.mjs'), join(folder, 'reference/preact.mjs'));
  for (const name of REFERENCES) {
    const library = name === 'empty' ? '' : '<link rel="modulepreload" href="preact.mjs">';
    const body = name === 'empty' ? '<main><input></main>' : '';
    writeFileSync(join(folder, `reference/${name}.js`), SCRIPTS[name]);
    writeFileSync(
      join(folder, `reference/${name}.html`),
      `<!doctype html><meta charset="utf-8"><script type="module" src="${name}.js"></script>${library}<body>${body}</body>`,
    );
  }
  return folder;
}
