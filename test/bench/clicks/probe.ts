import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An extension made for a bench: a worker and a script in pages, in a folder of its own. */
export interface Probe {
  readonly folder: string;
  remove(): void;
}

/** `hosts`: match patterns of what the worker may ask; `pages`: of where `page` runs. */
export function makeProbe(source: {
  readonly hosts: readonly string[];
  readonly pages: readonly string[];
  readonly worker: string;
  readonly page: string;
}): Probe {
  const folder = mkdtempSync(join(tmpdir(), 'probe-'));
  const manifest = {
    ...{ manifest_version: 3, name: 'probe', version: '1', host_permissions: source.hosts },
    background: { service_worker: 'worker.js' },
    content_scripts: [{ matches: source.pages, js: ['page.js'] }],
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'worker.js'), source.worker);
  writeFileSync(join(folder, 'page.js'), source.page);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
