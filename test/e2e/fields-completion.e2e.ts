import { describe } from 'vitest';
import { paste } from '../support/form-steps';
import { click } from '../support/steps';
import { words } from '../support/words';
import { clears, type FieldCase, proveFields } from './field-cases';

const tip = (platform: 'pc' | 'ios' | 'android', locale: 'en_us' | 'zh_cn' | 'ko_kr') =>
  words(
    'completion_control',
    'en',
    words(`platform_name_${platform}`),
    words('completion_tip', 'en', words(`language_${locale}`)),
  );
const link = (platform: 'pc' | 'ios' | 'android') =>
  words('completion_control', 'en', words(`platform_name_${platform}`), words('completion_link'));

const CASES: readonly FieldCase[] = [
  {
    name: 'custom_complete',
    key: 'reminder',
    set: {
      do: async (popup) => {
        await paste(popup, link('pc'), 'https://www.example.com/done');
        await paste(popup, tip('pc', 'zh_cn'), '工作台');
      },
      value: { pc: { href: 'https://www.example.com/done', tip: { zh_cn: '工作台' } } },
    },
    change: {
      do: async (popup) => {
        await click(popup, words('completion_tab', 'en', words('platform_android')), 'tab');
        await click(popup, words('add_language'));
        await click(popup, words('add_this_language', 'en', words('language_ko_kr')));
        await paste(popup, tip('android', 'ko_kr'), '작'.repeat(1000));
      },
      value: {
        pc: { href: 'https://www.example.com/done', tip: { zh_cn: '工作台' } },
        android: { tip: { ko_kr: '작'.repeat(1000) } },
      },
    },
    clear: { do: clears('custom_complete') },
    over: [
      { do: (popup) => paste(popup, tip('android', 'ko_kr'), '작'.repeat(1001)), words: words('problem_tip_too_long') },
      {
        do: async (popup) => {
          await paste(popup, tip('android', 'ko_kr'), '');
          await paste(popup, link('android'), 'javascript:alert(1)');
        },
        words: words('problem_not_a_web_link'),
      },
    ],
    byServer: { do: (popup) => paste(popup, link('android'), 'http://www.example.com') },
    kept: { label: link('android'), role: 'textbox', text: 'http://www.example.com' },
  },
];

describe('custom completion', () => proveFields(CASES));
