import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Message {
  readonly message: string;
}

const locales = ['en', 'zh_CN'] as const;
const read = (locale: string): Record<string, Message> =>
  JSON.parse(readFileSync(join(root, 'public/_locales', locale, 'messages.json'), 'utf8'));
const [en, zh] = [read('en'), read('zh_CN')];

/** Everything that may ask for a message. */
const sources = ['components', 'entrypoints', 'lib']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file))
  .concat('wxt.config.ts')
  .map((file) => readFileSync(join(root, file), 'utf8'));

/** The members of a union of string literals, as its source writes them. */
function union(file: string, name: string): string[] {
  const source = readFileSync(join(root, file), 'utf8');
  const [, ...rest] = source.split(new RegExp(`export type ${name} =`));
  const members: string[] = [];
  for (const line of rest.join('').split('\n')) {
    members.push(...[...line.replace(/\/\/.*/, '').matchAll(/'([\w-]+)'/g)].map(([, member = '']) => member));
    if (/;\s*(\/\/.*)?$/.test(line.replace(/\/\/[^']*$/, '').trimEnd())) break;
  }
  return members;
}

/** The $1 … $9 of a message, without repeats. */
const substitutions = ({ message }: Message) => [...new Set(message.match(/\$\d/g))].sort();

describe('the words', () => {
  it('are there in both languages, none empty', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
    for (const words of [en, zh])
      expect(Object.entries(words).filter(([, { message }]) => !message.trim())).toEqual([]);
  });

  it('take the same substitutions in both languages', () => {
    const differing = Object.keys(en).filter(
      (key) => substitutions(en[key] as Message).join() !== substitutions(zh[key] as Message).join(),
    );
    expect(differing).toEqual([]);
  });

  it.each(locales)('never let two substitutions touch: %s', (locale) => {
    const words = locale === 'en' ? en : zh;
    // Nobody could tell where one ends; and the browser reads "$1" before a digit as another number.
    const touching = Object.keys(words).filter((key) => /\$\d[\d$]/.test(words[key]?.message ?? ''));
    expect(touching).toEqual([]);
  });

  it('are Chinese where they should be', () => {
    // What is a name, a mark or a pattern in every language.
    const alike = Object.keys(en).filter(
      (key) => en[key]?.message === zh[key]?.message && /[a-z]{3,}/i.test(en[key]?.message ?? ''),
    );
    expect(alike.filter((key) => !/^(?:brand_lark|popup_title|app_field_app_(?:id|secret))$/.test(key))).toEqual([]);
  });

  it.each([
    ['lib/failure.ts', 'FailureReason', 'failure_'],
    ['lib/task/actions.ts', 'WhyNot', 'why_'],
    ['lib/task/actions.ts', 'Note', 'note_'],
    ['lib/task/actions.ts', 'ActionId', 'command_'],
    ['lib/task/brand.ts', 'Brand', 'brand_'],
    ['lib/messages/contract.ts', 'WhyNoControl', 'no_control_'],
    ['lib/messages/contract.ts', 'ClosedPlace', 'closed_'],
  ])('explain every member of %s %s', (file, name, prefix) => {
    const members = union(file, name);
    expect(members.length).toBeGreaterThan(2);
    expect(members.filter((member) => !en[prefix + member])).toEqual([]);
    if (prefix === 'command_') return;
    // And nothing that is not a member any more.
    const extra = Object.keys(en).filter(
      (key) => key.startsWith(prefix) && !members.includes(key.slice(prefix.length)),
    );
    expect(extra).toEqual([]);
  });

  it.each(locales)('say of each failure what happened and what to do next: %s', (locale) => {
    const words = locale === 'en' ? en : zh;
    const sentences = (text: string) =>
      text.split(locale === 'en' ? /[.;:](?:\s|$)/ : /[。；]/).filter((part) => part.trim());
    const short = Object.keys(words).filter(
      (key) => key.startsWith('failure_') && sentences(words[key]?.message ?? '').length < 2,
    );
    expect(short).toEqual([]);
  });

  it('are all used', () => {
    const all = sources.join('\n');
    const prefixes = [...all.matchAll(/`(?:__MSG_)?([a-z]\w*_)\$\{/gi)].map(([, prefix = '']) => prefix);
    const unused = Object.keys(en).filter(
      (key) =>
        !new RegExp(`(['"\`]|__MSG_)${key}(['"\`]|__)`).test(all) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});
