import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale, productionBuild, ROOT } from '../support/build-e2e';

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  /** Counted from one. */
  readonly line?: number;
  readonly column?: number;
}

interface Report {
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly notices: readonly Finding[];
}

beforeAll(() => buildIfStale('firefox'), 120_000);

/** What Mozilla's linter says of the build; it works without network. */
function lint(): Report {
  const linter = join(ROOT, 'node_modules/addons-linter/bin/addons-linter');
  const report = execFileSync(process.execPath, [linter, '--output', 'json', productionBuild('firefox')], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return JSON.parse(report.slice(report.indexOf('{'))) as Report;
}

describe('the add-ons linter', () => {
  it('finds nothing but the one known line of Preact, which each own page brings along', () => {
    const { errors, warnings, notices } = lint();
    expect([...errors, ...notices]).toEqual([]);
    const known = ['UNSAFE_VAR_ASSIGNMENT', 'Unsafe assignment to innerHTML'];
    expect(warnings.map(({ code, message }) => [code, message])).toEqual([known, known]);
    for (const { file = '', line = 0, column = 0 } of warnings as Finding[]) {
      const text = readFileSync(join(productionBuild('firefox'), file), 'utf8').split('\n')[line - 1] ?? '';
      expect(text.slice(column - 1, column + 40)).toMatch(/^[\w$]+\.innerHTML=[\w$]+\.__html\b/);
    }
  }, 90_000);
});
