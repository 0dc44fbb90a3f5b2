import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { changesOf } from '../../components/changes';
import { contestedFields } from '../../components/contested';
import { ALL_DAY, BASE, CUSTOM, fromDraft, readForm } from '../../components/form-state';
import { basesOf } from '../../components/typed-bases';
import type { CustomFieldDefinition, CustomFieldType } from '../../lib/task/custom-fields';
import { FIELDS } from '../../lib/task/fields';
import { readTask } from '../../lib/task/read-task';
import type { Task } from '../../lib/task/schema';
import { SAMPLES } from '../lib/task/odd-samples';
import { speakEnglish } from './mount';

const me = { open_id: 'ou_me', name: 'Anna' };
const now = 1_790_000_000_000;
const TYPES: readonly CustomFieldType[] = ['number', 'member', 'datetime', 'single_select', 'multi_select', 'text'];
const definitions = TYPES.map((type) => ({ guid: `field-${type}`, name: type, type }) as CustomFieldDefinition);
const fields = { definitions, unreadable: [] };

const keys = [
  ...FIELDS.map(({ name }) => name as string),
  ...definitions.map(({ guid }) => CUSTOM + guid),
  ALL_DAY,
  'gone',
];
const texts = fc.oneof(
  fc.constantFrom('', '?', '?abc', ' 12:00', '2026-13-45 99:99', '1 2 3', 'true', '{"pc":{"tip":{"en_us":5}}}', '[1]'),
  fc.constantFrom('{"pc":{"href":5}}', '{"pc":null}', '{"pc":{"tip":null}}', 'null', '5', '"x"', '{"timestamp":5}'),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.string(),
);
const drafts = fc.dictionary(fc.constantFrom(...keys, ...keys.map((key) => BASE + key)), texts, { maxKeys: 12 });

beforeEach(speakEnglish);

describe('a draft that an older version or a broken disk has left', () => {
  it('is read, told and compared without an error', () => {
    const tasks = SAMPLES.map((sample) => readTask(sample) as Task);
    fc.assert(
      fc.property(fc.constantFrom(...tasks), drafts, (task, draft) => {
        const state = fromDraft(draft);
        const reading = readForm(task, state, definitions);
        changesOf({ task, me, reading, fields, now });
        contestedFields({ task, me, fields, now }, reading.patch, basesOf(task, state, reading.patch));
        expect(Object.keys(reading.patch).every((name) => reading.changed.includes(name as never))).toBe(true);
      }),
      { numRuns: 10_000, seed: 20_261_130 },
    );
  }, 120_000);
});
