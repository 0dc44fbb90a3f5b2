import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customFieldProblem } from '../../../lib/task/custom-field-rules';
import {
  type CustomFieldDefinition,
  type CustomFieldType,
  type CustomFieldValue,
  normalNumber,
  sameCustomValue,
} from '../../../lib/task/custom-fields';
import { FIELDS } from '../../sandbox/seed-lists';

const options = [
  { guid: 'open', name: 'Open' },
  { guid: 'other', name: 'Other', is_hidden: false },
  { guid: 'hidden', name: 'Hidden', is_hidden: true },
];
const define = (type: CustomFieldType, more: Partial<CustomFieldDefinition> = {}): CustomFieldDefinition => ({
  guid: 'f',
  name: 'F',
  type,
  ...more,
});
const number = define('number', { number_setting: { decimal_count: 2 } });
const one = define('member', { member_setting: { multi: false } });
const many = define('member', { member_setting: { multi: true } });
const day = define('datetime');
const single = define('single_select', { single_select_setting: { options } });
const multi = define('multi_select', { multi_select_setting: { options } });
const text = define('text');
const people = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `ou_${n}` }));
const crowd = define('multi_select', {
  multi_select_setting: { options: Array.from({ length: 51 }, (_, n) => ({ guid: `${n}` })) },
});

type Row = [string, CustomFieldDefinition, Omit<CustomFieldValue, 'guid'>, string | undefined];

describe('a value of a custom field', () => {
  it.each<Row>([
    ['a whole number', number, { number_value: '20' }, undefined],
    ['a signed one', number, { number_value: '-0.5' }, undefined],
    ['a plus', number, { number_value: '+6' }, undefined],
    ['more digits than the field keeps', number, { number_value: '1.23456' }, undefined],
    ['20 characters', number, { number_value: '12345678901234567890' }, undefined],
    ['21 characters', number, { number_value: '123456789012345678901' }, 'number_too_long'],
    ['an exponent', number, { number_value: '1e3' }, 'not_a_number'],
    ['separators', number, { number_value: '1,000' }, 'not_a_number'],
    ['a unit', number, { number_value: '20%' }, 'not_a_number'],
    ['hexadecimal', number, { number_value: '0x1F' }, 'not_a_number'],
    ['a space', number, { number_value: '1 ' }, 'not_a_number'],
    ['a lone point', number, { number_value: '.' }, 'not_a_number'],
    ['infinity', number, { number_value: 'Infinity' }, 'not_a_number'],
    ['no number', number, { number_value: '' }, undefined],
    ['one person', one, { member_value: people(1) }, undefined],
    ['two where one fits', one, { member_value: people(2) }, 'one_person_only'],
    ['50 people', many, { member_value: people(50) }, undefined],
    ['51 people', many, { member_value: people(51) }, 'too_many_chosen'],
    ['somebody twice', many, { member_value: [...people(2), { id: 'ou_1' }] }, 'chosen_twice'],
    ['nobody', one, { member_value: [] }, undefined],
    ['a day', day, { datetime_value: '1666137600000' }, undefined],
    ['the first day', day, { datetime_value: '0' }, undefined],
    ['before 1970', day, { datetime_value: '-86400000' }, 'not_a_date'],
    ['a date in words', day, { datetime_value: '2022-10-19' }, 'not_a_date'],
    ['beyond every calendar', day, { datetime_value: '99999999999999999999' }, 'not_a_date'],
    ['no day', day, { datetime_value: '' }, undefined],
    ['an option', single, { single_select_value: 'open' }, undefined],
    ['an option of elsewhere', single, { single_select_value: 'foreign' }, 'unknown_option'],
    ['a hidden option', single, { single_select_value: 'hidden' }, 'hidden_option'],
    ['no option', single, { single_select_value: '' }, undefined],
    ['options', multi, { multi_select_value: ['open', 'other'] }, undefined],
    ['an option twice', multi, { multi_select_value: ['open', 'open'] }, 'chosen_twice'],
    ['a hidden one among them', multi, { multi_select_value: ['open', 'hidden'] }, 'hidden_option'],
    ['50 options', crowd, { multi_select_value: Array.from({ length: 50 }, (_, n) => `${n}`) }, undefined],
    ['51 options', crowd, { multi_select_value: Array.from({ length: 51 }, (_, n) => `${n}`) }, 'too_many_chosen'],
    ['3,000 characters', text, { text_value: '😀'.repeat(3000) }, undefined],
    ['3,001 characters', text, { text_value: 'x'.repeat(3001) }, 'text_too_long'],
    ['a text in a number', number, { text_value: '5' }, 'wrong_kind'],
  ])('%s', (_, definition, value, problem) => {
    expect(customFieldProblem(definition, { guid: 'f', ...value })).toBe(problem);
  });

  it('may keep an option that was hidden after it was chosen, or is not known any more', () => {
    const entry = { guid: 'f', single_select_value: 'hidden' };
    expect(customFieldProblem(single, entry, entry)).toBeUndefined();
    const chosen = { guid: 'f', multi_select_value: ['open', 'hidden', 'gone'] };
    expect(customFieldProblem(multi, chosen, { guid: 'f', multi_select_value: ['hidden', 'gone'] })).toBeUndefined();
    expect(customFieldProblem(multi, chosen, { guid: 'f', multi_select_value: ['hidden'] })).toBe('unknown_option');
  });

  it('takes every definition of the sandbox, and clears each', () => {
    for (const { field } of FIELDS)
      expect(customFieldProblem(field as CustomFieldDefinition, { guid: field.guid })).toBeUndefined();
  });
});

describe('a number', () => {
  it('is compared as Feishu stores it', () => {
    expect(['1.200', '+6', '-0', '007', '.5', '-1.', '0.0'].map(normalNumber)).toEqual([
      '1.2',
      '6',
      '0',
      '7',
      '0.5',
      '-1',
      '0',
    ]);
    const value = (number_value: string) => ({ guid: 'f', number_value });
    expect(sameCustomValue(value('1.20'), value('+1.2'))).toBe(true);
    expect(sameCustomValue(value('1.20'), value('1.21'))).toBe(false);
  });

  it('keeps every digit, and its spelling is stable', () => {
    const digits = fc.stringMatching(/^\d{1,9}$/);
    fc.assert(
      fc.property(fc.constantFrom('', '+', '-'), digits, digits, (sign, whole, fraction) => {
        const normal = normalNumber(`${sign}${whole}.${fraction}`);
        expect(normalNumber(normal)).toBe(normal);
        expect(normal).not.toMatch(/^\+|^-?0\d|\.\d*0$|\.$|^-0$/);
        // Exact in integers: both numbers times ten to the ninth.
        const scaled = (text: string) => {
          const [left = '', right = ''] = text.split('.');
          return BigInt(`${left}${right.padEnd(9, '0')}`);
        };
        expect(scaled(normal)).toBe(scaled(`${sign === '-' ? '-' : ''}${whole}.${fraction}`));
      }),
      { numRuns: 5000 },
    );
  });
});
