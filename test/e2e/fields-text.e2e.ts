import { describe } from 'vitest';
import { words } from '../support/words';
import { clears, type FieldCase, pastes, proveFields } from './field-cases';

const CASES: readonly FieldCase[] = [
  {
    name: 'summary',
    key: 'plain',
    set: { do: pastes('summary', '写发布说明 — release notes 🐦'), value: '写发布说明 — release notes 🐦' },
    change: { do: pastes('summary', '🐦'.repeat(3000)), value: '🐦'.repeat(3000) },
    over: [
      { do: pastes('summary', '🐦'.repeat(3001)), words: words('problem_too_long', 'en', 'Title', '3000') },
      { do: pastes('summary', ''), words: words('problem_empty', 'en', 'Title') },
    ],
    byServer: { do: pastes('summary', 'with forbidden-content'), words: words('failure_content_refused') },
    kept: { label: 'Title', role: 'textbox', text: 'with forbidden-content' },
  },
  {
    name: 'description',
    key: 'milestone',
    set: { do: pastes('description', 'First line\nsecond 行'), value: 'First line\nsecond 行' },
    change: { do: pastes('description', '文'.repeat(3000)), value: '文'.repeat(3000) },
    clear: { do: clears('description') },
    over: [
      { do: pastes('description', '文'.repeat(3001)), words: words('problem_too_long', 'en', 'Description', '3000') },
    ],
    byServer: { do: pastes('description', 'with forbidden-content'), words: words('failure_content_refused') },
    kept: { label: 'Description', role: 'textbox', text: 'with forbidden-content' },
  },
  {
    name: 'extra',
    key: 'origin',
    set: { do: pastes('extra', 'dGVzdA=='), value: 'dGVzdA==' },
    change: { do: pastes('extra', 'x'.repeat(65_536)), value: 'x'.repeat(65_536) },
    clear: { do: clears('extra') },
    over: [{ do: pastes('extra', 'x'.repeat(65_537)), words: words('problem_too_long', 'en', 'Extra data', '65536') }],
    byServer: { do: pastes('extra', '{"a": 1}') },
    kept: { label: 'Extra data', role: 'textbox', text: '{"a": 1}' },
  },
];

describe('title, description and extra data', () => proveFields(CASES));
