import { describe, expect, it } from 'vitest';
import { importsOf, resolveImport } from './imports';

describe('the reader of imports', () => {
  it('tells types from values', () => {
    const source = `import a, { b } from './a';
import type { C } from '../c';
import {
  type D,
  e,
} from 'd';
import './style.css';
export { f } from './f';
// import g from './g';
type H = typeof import('./h.json');
const later = () => import('./late');`;
    expect(importsOf(source)).toEqual([
      { target: './a', typeOnly: false },
      { target: '../c', typeOnly: true },
      { target: 'd', typeOnly: false },
      { target: './style.css', typeOnly: false },
      { target: './f', typeOnly: false },
      { target: './h.json', typeOnly: true },
      { target: './late', typeOnly: false },
    ]);
    expect(resolveImport('lib/task/patch.ts', '../failure')).toBe('lib/failure');
  });
});
