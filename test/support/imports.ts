import { posix } from 'node:path';

export interface Import {
  /** As written; after `resolveImport` a path from the root of the project without its ending, or a package. */
  readonly target: string;
  /** Gone after compiling: `import type`, or a type taken by `typeof import(…)`. */
  readonly typeOnly: boolean;
}

const STATIC = /^\s*(?:import|export)\s+(type\s+)?(?:[\w*${},\s]+?\sfrom\s*)?['"]([^'"]+)['"]/gm;
const CALLED = /(typeof\s+)?\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** What a source file imports: statements, re-exports, and imports written as calls. Comments do not count. */
export function importsOf(source: string): Import[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(STATIC), ...code.matchAll(CALLED)].map(([, type, target = '']) => ({
    target,
    typeOnly: type !== undefined,
  }));
}

/** A relative import as a path from the project's root; packages stay as they are. */
export function resolveImport(importer: string, target: string): string {
  return target.startsWith('.') ? posix.join(posix.dirname(importer), target) : target;
}
