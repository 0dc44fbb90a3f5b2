import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findTaskLinks, isGuid, locateTaskLinks, parseTaskId, taskLinkUrl } from '../../../lib/task/applink';
import samples from './applink-samples.json';

const GUID = '0b7f3c52-9d14-4e6a-8f21-5a6c7d8e9f10';
const OTHER = 'c4d5e6f7-1a2b-4c3d-9e8f-0123456789ab';
const HOSTS = ['applink.feishu.cn', 'applink.larkoffice.com', 'applink.larksuite.com'] as const;
const LINK = `https://applink.feishu.cn/client/todo/detail?guid=${GUID}`;
const task = (guid: string, brand = 'feishu') => ({ kind: 'task', guid, brand });
const RUNS = { numRuns: 10_000 };

const uuid = fc.uuid();
const host = fc.constantFrom(...HOSTS);
const wrap = (url: string) => `https://example.org/go?a=1&u=${encodeURIComponent(url)}`;

describe('the extraction contract', () => {
  test('has samples', () => {
    expect(samples.length).toBeGreaterThan(100);
  });
  test.each(samples.map((sample) => [sample.note ?? sample.text, sample] as const))('%s', (_, { text, expected }) => {
    expect(findTaskLinks(text)).toEqual(expected);
  });

  test.each([
    ['guid without a value comes first', `https://applink.feishu.cn/client/todo/detail?guid&guid=${GUID}`],
    ['bad guid comes first, after &amp;', `https://applink.feishu.cn/client/todo/detail?x=1&amp;guid=bad&guid=${GUID}`],
    ['parameter name is decoded by nobody', `https://applink.feishu.cn/client/todo/detail?%67uid=${GUID}`],
    ['empty port', `https://applink.feishu.cn:/client/todo/detail?guid=${GUID}`],
    ['port of the other scheme', `http://applink.feishu.cn:443/client/todo/detail?guid=${GUID}`],
    ['a port with an app scheme', `lark://applink.feishu.cn:443/client/todo/detail?guid=${GUID}`],
    ['Kelvin sign instead of k', LINK.replace('applink', 'applin\u212A')],
    ['backslash ends the authority', LINK.replace('/client', '\\/client')],
    ['guid only in the fragment', `https://applink.feishu.cn/client/todo/detail#?guid=${GUID}`],
    ['encoded path', LINK.replace('detail?', 'detail%3F')],
    ['two trailing slashes', LINK.replace('detail?', 'detail//?')],
    ['glued to a word', `x${LINK}`],
    ['a name every object has', LINK.replace('applink.feishu.cn', 'constructor')],
    ['wrapped glued to a word', `https://example.org/?u=x${encodeURIComponent(LINK)}`],
  ])('refuses: %s', (_, text) => {
    expect(findTaskLinks(text)).toEqual([]);
  });

  test.each([
    ['default https port', LINK.replace('.cn', '.cn:443')],
    ['default http port', LINK.replace('https', 'HTTP').replace('.cn', '.cn:80')],
    ['upper-case host', LINK.replace('applink.feishu.cn', 'APPLINK.Feishu.CN')],
    ['upper-case guid', LINK.replace(GUID, GUID.toUpperCase())],
    ['&amp; before guid', `https://applink.feishu.cn/client/todo/detail?mode=app&amp;guid=${GUID}`],
    ['stray percent signs beside a wrapped link', `https://example.org/?a=%zz&u=${encodeURIComponent(LINK)}%`],
    ['wrapped with its own scheme encoded', `https://example.org/?u=%68ttps${encodeURIComponent(LINK.slice(5))}`],
  ])('reads: %s', (_, text) => {
    expect(findTaskLinks(text)).toEqual([task(GUID)]);
  });

  test('custom hosts are exact names of their own brand and never replace the official ones', () => {
    const custom = LINK.replace('applink.feishu.cn', 'Applink.Kite.example');
    expect(findTaskLinks(custom)).toEqual([]);
    expect(findTaskLinks(custom, ['applink.kite.example'])).toEqual([task(GUID, 'custom')]);
    expect(findTaskLinks(LINK, ['applink.feishu.cn'])).toEqual([task(GUID)]);
    expect(findTaskLinks(custom.replace('Kite', '\u212Aite'), ['applink.kite.example'])).toEqual([]);
    expect(findTaskLinks(custom.replace('Applink.', ''), ['applink.kite.example', ''])).toEqual([]);
    expect(findTaskLinks(LINK.replace('applink.feishu.cn', ''), [''])).toEqual([]);
  });
});

describe('generated cases', () => {
  const fragment = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'https://',
      'lark://',
      ...HOSTS,
      '/client/todo/detail',
      '?guid=',
      '&amp;',
      GUID,
      '%',
      '%3A',
      '#',
      ' ',
    ),
  );
  const text = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(''));

  test('never throws, and its places are in order and inside the text', () => {
    fc.assert(
      fc.property(text, (any) => {
        let last = 0;
        for (const { start, end, guid } of locateTaskLinks(any)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeLessThanOrEqual(any.length);
          expect(end - start).toBeGreaterThan(guid.length);
          last = start;
        }
      }),
      RUNS,
    );
  });

  test('a valid link is found in any text around it, and its slice holds the guid', () => {
    const before = text.map((t) => (/[a-z\d+.-]$/i.test(t) ? `${t} ` : t));
    const after = text.map((t) => (/^[\w-]/.test(t) ? ` ${t}` : t));
    fc.assert(
      fc.property(before, host, uuid, after, (left, name, guid, right) => {
        const whole = `${left}https://${name}/client/todo/detail?guid=${guid}${right}`;
        const hit = locateTaskLinks(whole).find((link) => link.guid === guid);
        expect(hit && whole.slice(hit.start, hit.end)).toContain(guid);
        expect(findTaskLinks(whole)).toContainEqual(task(guid, name.includes('larksuite') ? 'lark' : 'feishu'));
      }),
      RUNS,
    );
  });

  test('a changed host is never accepted, bare or wrapped', () => {
    const letter = fc.constantFrom(
      ...'abcxyz0189-._~%@:;\\/?#[]!\u0430\u0435\u043e\u3002\uff0e\u212a\u017f\u00ad\u200b',
    );
    const changes = (name: string) =>
      fc.oneof(
        fc.tuple(fc.nat(name.length), letter).map(([at, c]) => name.slice(0, at) + c + name.slice(at)),
        fc.tuple(fc.nat(name.length - 1), letter).map(([at, c]) => name.slice(0, at) + c + name.slice(at + 1)),
        fc.nat(name.length - 1).map((at) => name.slice(0, at) + name.slice(at + 1)),
        fc
          .nat(name.length - 1)
          .map((at) => `${name.slice(0, at)}%${name.charCodeAt(at).toString(16)}${name.slice(at + 1)}`),
        fc.constantFrom('x.', 'x', 'user@', 'user:pass@', 'evil.com/', 'evil.com?', 'evil.com\\').map((p) => p + name),
        fc
          .constantFrom('.', '.evil.com', '@evil.com', ':444', ':0443', ':443@evil.com', '%2eevil.com', '\u3002com')
          .map((s) => name + s),
      );
    const mutated = host.chain((name) => changes(name).filter((changed) => !HOSTS.some((known) => known === changed)));
    fc.assert(
      fc.property(mutated, uuid, (changed, guid) => {
        const url = `https://${changed}/client/todo/detail?guid=${guid}`;
        expect(findTaskLinks(url)).toEqual([]);
        expect(findTaskLinks(wrap(url))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('a link wrapped once is found, wrapped twice is not', () => {
    fc.assert(
      fc.property(host, uuid, (name, guid) => {
        const url = `https://${name}/client/todo/detail?suite_entity_num=t1&guid=${guid}`;
        expect(findTaskLinks(wrap(url)).map((link) => link.guid)).toEqual([guid]);
        expect(findTaskLinks(wrap(wrap(url)))).toEqual([]);
      }),
    );
  });

  test('a canonical link reads back as itself', () => {
    fc.assert(
      fc.property(uuid, fc.constantFrom('feishu', 'lark', 'custom'), (guid, brand) => {
        const url = taskLinkUrl({ guid, brand }, 'tasks.example.com');
        expect(findTaskLinks(url, ['tasks.example.com'])).toEqual([task(guid, brand)]);
      }),
    );
  });
});

describe('where a URL stands', () => {
  test.each([
    [`(${LINK}).`, LINK],
    [`见${LINK}，今天`, LINK],
    [`${LINK}&suite_entity_num=t1&mode=app). x`, `${LINK}&suite_entity_num=t1&mode=app`],
    [`${LINK}?`, LINK],
    [`**${LINK}**`, LINK],
    [`{"url":"${LINK}\\u0026suite_entity_num=t1"}`, `${LINK}\\u0026suite_entity_num=t1`],
    [`go ${wrap(LINK)}&sa=D。`, `${wrap(LINK)}&sa=D`],
  ])('%s', (text, url) => {
    expect(locateTaskLinks(text).map(({ start, end }) => text.slice(start, end))).toEqual([url]);
  });

  test('the same task twice is two places; an unencoded address in a redirector is one', () => {
    expect(locateTaskLinks(`${LINK},${LINK}`).map(({ start }) => start)).toEqual([0, LINK.length + 1]);
    expect(locateTaskLinks(`https://example.org/?next=${LINK}`)).toHaveLength(1);
    expect(findTaskLinks(`${LINK} ${LINK.replace(GUID, OTHER)}`)).toEqual([task(GUID), task(OTHER)]);
  });

  test('a long text without spaces is read to its end', () => {
    const noise = 'https://applink.feishu.cn/client/todo/detail?'.repeat(5_000);
    expect(findTaskLinks(`${noise},${LINK}`)).toEqual([task(GUID)]);
  });
});

describe('what a user types', () => {
  test.each([
    [`  ${LINK}&mode=app `, { guid: GUID, brand: 'feishu' }],
    [`Fix it: ${LINK.replace('feishu.cn', 'larksuite.com')}.`, { guid: GUID, brand: 'lark' }],
    [GUID.toUpperCase(), { guid: GUID }],
    [' task_One-1 ', { guid: 'task_One-1' }],
    [LINK.replace('detail', 'task_list'), undefined],
    ['../tasks', undefined],
    ['two words', undefined],
    ['', undefined],
    ['x'.repeat(101), undefined],
  ])('%s', (typed, expected) => {
    expect(parseTaskId(typed)).toEqual(expected);
  });

  test('an id in an API path has a strict grammar', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        expect(isGuid(any)).toBe(
          any !== '' && any.length <= 100 && encodeURIComponent(any) === any && !/[.!~*'()]/.test(any),
        );
      }),
      RUNS,
    );
  });
});
