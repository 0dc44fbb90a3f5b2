import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Finding } from '../in-sheet/geometry';
import type { Sheet } from '../sheet';
import type { Stage } from '../stage/given';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a part within somebody else's page cannot have. */
const OF_PAGES = ['region', 'page-has-heading-one', 'landmark-one-main', 'document-title', 'html-has-lang', 'bypass'];

type World = { axe: { run(context: ElementContext | Node, options: RunOptions): Promise<AxeResults> }; __stage: Stage };

/** Runs in a cell: its document, or each closed root of ours in a web page. */
async function runAxe(isPage: boolean, ofPages: readonly string[]): Promise<string[]> {
  const { axe, __stage } = globalThis as unknown as World;
  const rules = Object.fromEntries(ofPages.map((rule) => [rule, { enabled: false }]));
  const roots = __stage.roots.filter((root) => root.host.isConnected && root.firstChild);
  // A closed root is none to axe; for as long as it looks, each host names its own.
  for (const root of roots) Object.defineProperty(root.host, 'shadowRoot', { value: root, configurable: true });
  const contexts = isPage ? roots.map(({ host }) => host) : [document];
  const lines: string[] = [];
  for (const context of contexts) {
    const { violations } = await axe.run(context, { resultTypes: ['violations'], ...(isPage && { rules }) });
    for (const { id, nodes } of violations)
      lines.push(`${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  }
  for (const { host } of roots) Reflect.deleteProperty(host, 'shadowRoot');
  return lines;
}

/** What axe finds in each cell of a sheet, by the cell's place. */
export async function axeFindings(sheet: Sheet): Promise<Finding[][]> {
  const frames = sheet.page.mainFrame().childFrames();
  const found: Finding[][] = [];
  for (const [index, row] of sheet.rows.entries()) {
    const frame = frames[index];
    if (!frame) throw new Error('a cell has no frame');
    await frame.evaluate(SOURCE);
    const lines = await frame.evaluate(runAxe, row.document === 'page', OF_PAGES);
    found.push(lines.map((what) => ({ check: 'axe', what })));
  }
  return found;
}
