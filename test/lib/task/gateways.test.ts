import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findTaskLinks, locateTaskLinks } from '../../../lib/task/applink';

const GUID = '0b7f3c52-9d14-4e6a-8f21-5a6c7d8e9f10';
const LINK = `https://applink.feishu.cn/client/todo/detail?guid=${GUID}`;
const LONG = `${LINK}&suite_entity_num=t104001`;
const task = (guid = GUID, brand = 'feishu') => ({ kind: 'task', guid, brand });
const enc = encodeURIComponent;

const hex = (letter: string) => letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
const proofpoint2 = (url: string) => url.replace(/[^A-Za-z0-9./]/g, (letter) => `-${hex(letter)}`).replaceAll('/', '_');
/** As Proofpoint's third form leaves characters out: `*` for one, `**` and a digit for a row of them. */
function proofpoint3(url: string, out: RegExp): string {
  let left = '';
  const kept = url.replace(out, (row) => {
    left += row;
    return row.length === 1 ? '*' : `**${String.fromCharCode(63 + row.length)}`;
  });
  return `https://urldefense.com/v3/__${kept}__;${btoa(left).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')}!!AbC1-dE_$`;
}
const json = (url: string) => JSON.stringify({ url }).replaceAll('/', '\\/');
const escapes = (what: RegExp, as: (code: string) => string) => (url: string) =>
  `{"url":"${url.replace(what, (letter) => as(hex(letter)))}"}`;

/** Ways in which an address comes that leads somewhere else first, or is written for a program. */
const GATEWAYS: Readonly<Record<string, (url: string) => string>> = {
  'Proofpoint, first form': (url) =>
    `https://urldefense.proofpoint.com/v1/url?u=${enc(url)}&k=oIvRg1%2BdGAgOoM1BIlLLqw`,
  'Proofpoint, second form': (url) =>
    `https://urldefense.proofpoint.com/v2/url?u=${proofpoint2(url)}&d=DwMFaQ&c=euGZstcaTDllvimEN8b7jXrwqOf&e=`,
  'Proofpoint, third form': (url) => `https://urldefense.com/v3/__${url}__;!!AbC1dE2f!Gh-3$`,
  'Proofpoint, third form, one slash': (url) =>
    `https://urldefense.us/v3/__${url.replace('://', ':/')}__;!!AbC1dE2f!Gh-3$`,
  'Proofpoint, third form around a redirector': (url) =>
    proofpoint3(`https://link.zhihu.com/?target=${enc(url)}`, /%+/g),
  // What is left out here takes both of the letters in which base64 for URLs differs.
  'Proofpoint, third form, every sign left out': (url) =>
    proofpoint3(`https://go.example/~~?~~~=1&target=${enc(url)}`, /[%~?=&]+/g),
  'Check Point': (url) => `https://url.avanan.click/v2/___${url}___.YXAzOmFjbWU6YTpvOjE`,
  'Check Point, first form': (url) => `https://avanan.url-protection.com/v1/url?o=${enc(url)}&g=ZDc&h=&p=`,
  'Cisco, in the path': (url) => `https://secure-web.cisco.com/1AbC-dEf_gh/${enc(url)}`,
  'Cisco, in the path, with a query behind': (url) => `http://secure-web.cisco.com/1AbCdEf/${enc(url)}?x=1`,
  'Amazon SES, in the path': (url) =>
    `https://abc.r.eu-west-1.awstrack.me/L0/${url.replaceAll('%', '%25').replaceAll('/', '%2F').replaceAll('?', '%3F').replaceAll('&', '%26')}/1/0100018f-1/x=374`,
  'Yahoo, named in the path': (url) => `https://r.search.yahoo.com/_ylt=A0/RV=2/RO=10/RU=${enc(url)}/RK=2/RS=abc`,
  SafeLinks: (url) => `https://eur02.safelinks.protection.outlook.com/?url=${enc(url)}&data=05%7C02%7Ca&reserved=0`,
  'Trend Micro': (url) =>
    `https://ddei5-0-ctp.trendmicro.com:443/wis/clicktime/v1/query?url=${enc(url)}&umid=AB-1&auth=12`,
  Symantec: (url) => `https://clicktime.symantec.com/15siFhK?h=Ab-1=&u=${enc(url)}`,
  FireEye: (url) => `https://protect2.fireeye.com/v1/url?k=12&q=1&e=ab-1&u=${enc(url)}`,
  Barracuda: (url) =>
    `https://linkprotect.cudasvc.com/url?a=${enc(url).replace(/%../g, (code) => code.toLowerCase())}&c=E,1,x`,
  'Sophos with a plain target': (url) => `https://eu.protection.sophos.com/?d=feishu.cn&u=${enc(url)}&i=1`,
  EdgePilot: (url) => `https://link.edgepilot.com/s/1a2b/Xy-1?u=${enc(url)}`,
  'a query without a name': (url) => `https://href.li/?${enc(url)}`,
  'a fragment without a name': (url) => `https://go.example/#${enc(url)}`,
  'a router in the fragment': (url) => `https://app.example/#/go?to=${enc(url)}`,
  'a path of a router in the fragment': (url) => `https://app.example/#!/redirect/${enc(url)}`,
  'a parameter in the fragment': (url) => `https://app.example/page?x=1#url=${enc(url)}&y=2`,
  DingTalk: (url) => `dingtalk://dingtalkclient/page/link?url=${enc(url)}&pc_slide=true`,
  WeChat: (url) => `weixin://dl/business/?url=${enc(url)}`,
  Slack: (url) => `slack://open?team=T1&url=${enc(url)}`,
  'a scheme with a plus and dots': (url) => `x-app+1.2://go/?u=${enc(url)}`,
  'an Android intent': (url) =>
    `intent://go/#Intent;scheme=https;package=com.example;S.browser_fallback_url=${enc(url)};end`,
  'an Android intent without a host': (url) => `intent:#Intent;S.browser_fallback_url=${enc(url)};end`,
  Feishu: (url) => `https://security.feishu.cn/link/safety?target=${enc(url)}&scene=ccm&logParams=%7B%22a%22%3A1%7D`,
  Juejin: (url) => `https://link.juejin.cn/?target=${enc(url)}`,
  'Tencent Docs': (url) => `https://docs.qq.com/scenario/link.html?url=${enc(url)}&pid=3`,
  Facebook: (url) => `https://l.facebook.com/l.php?u=${enc(url)}&h=AT0`,
  'JSON with escaped slashes': json,
  'JSON in JSON': (url) => JSON.stringify(json(url)),
  'JSON with code points for slashes': escapes(/\//g, (code) => `\\u00${code}`),
  'JSON as Gson writes it': escapes(/[=&]/g, (code) => `\\u00${code.toLowerCase()}`),
  'JSON as Django writes it': escapes(/[=&-]/g, (code) => `\\u00${code}`),
  'a program with hex escapes': escapes(/[/&=]/g, (code) => `\\x${code.toLowerCase()}`),
  'JSON with all of these': escapes(/[/=&]/g, (code) => `\\u00${code}`),
  'a redirector in JSON': (url) => json(`https://go.example/?u=${enc(url)}`),
};
const known = Object.entries(GATEWAYS);

describe('links through gateways', () => {
  test.each(known)('%s', (_, through) => {
    expect(findTaskLinks(through(LINK))).toEqual([task()]);
    expect(findTaskLinks(`see ${through(LONG)} please`)).toEqual([task()]);
  });

  test.each([
    ['the address in base64', `https://eu.protection.sophos.com/?d=feishu.cn&u=${btoa(LINK)}`],
    ['a mail with the address in its body', `mailto:a@example.com?subject=x&body=${enc(LINK)}`],
    ['a mail to nobody', `mailto:?body=${enc(LINK)}`],
    ['the host in the path', `https://evil.example/applink.feishu.cn/client/todo/detail?guid=${GUID}`],
    [
      'the host encoded in the path',
      `https://evil.example/${enc(`applink.feishu.cn/client/todo/detail?guid=${GUID}`)}`,
    ],
    ['the path encoded', LINK.replace('detail?', 'detail%3F')],
    ['encoded twice in the path', `https://secure-web.cisco.com/1/${enc(enc(LINK))}`],
    ['encoded twice in the fragment', `https://app.example/#/go?to=${enc(enc(LINK))}`],
    ['glued to a word in the path', `https://secure-web.cisco.com/1/x${enc(LINK)}`],
    ['the guid of the gateway', `https://go.example/?u=${enc(LINK.replace(/guid=.*/, 'x=1'))}&guid=${GUID}`],
    ['a user in front', `https://secure-web.cisco.com/1/${enc(LINK.replace('//', '//user@'))}`],
    ['a user behind a backslash', LINK.replace('.cn/', '.cn\\u002F@evil.example/')],
    ['a dot of the host escaped', LINK.replace('feishu.cn', 'feishu\\u002ecn')],
    ['an escaped slash behind a host that was none', LINK.replace('/client', '\\/client')],
    ['underlines behind the guid alone', `${LINK}__`],
  ])('refuses: %s', (_, text) => {
    expect(findTaskLinks(text)).toEqual([]);
  });

  test('a random address is found through each of them if and only if it is right', () => {
    const host = fc.constantFrom(
      ...['applink.feishu.cn', 'applink.larkoffice.com', 'applink.larksuite.com'],
      ...['applink.feishu.cn.evil.example', 'evil.example/applink.feishu.cn', 'user@applink.feishu.cn'],
      ...['applink.feishu.cn:8443', 'xapplink.feishu.cn', 'applink.feishu.co', 'applink%2Efeishu.cn', 'feishu.cn'],
    );
    const path = fc.constantFrom('detail', 'detail', 'task', 'task', 'Detail', 'open', 'details', 'detail//');
    const query = fc.constantFrom('guid=', 'guid=', 'mode=app&guid=', 'GUID=', 'guid=&guid=', 'guid=x');
    const id = fc.oneof(
      { weight: 4, arbitrary: fc.uuid() },
      fc.uuid().map((guid) => guid.slice(0, -1)),
      fc.uuid().map((guid) => `${guid}0`),
    );
    const rest = fc.constantFrom('', '', '&suite_entity_num=t104001', '&authscene=1&authid=71', '#x');
    fc.assert(
      fc.property(
        fc.constantFrom(...known),
        host,
        path,
        query,
        id,
        rest,
        ([, through], name, end, before, guid, after) => {
          const url = `https://${name}/client/todo/${end}?${before}${guid}${after}`;
          const expected = findTaskLinks(url);
          expect(findTaskLinks(through(url))).toEqual(expected);
          for (const { start, end: stop } of locateTaskLinks(` ${through(url)} `)) expect(stop).toBeGreaterThan(start);
        },
      ),
      { numRuns: 15_000 },
    );
  });

  test('never throws, and its places are inside the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        'https://',
        'https:\\/\\/',
        'https-3A__',
        'https%3A%2F%2F',
        '/v3/__https:/',
        '__;',
        '!!',
        '*',
        '**A',
        '**',
      ),
      fc.constantFrom(
        'applink.feishu.cn',
        '/client/todo/detail',
        '?guid=',
        '-3F',
        '_',
        GUID,
        '%',
        '\\u00',
        '\\x',
        '\\',
        '#',
        ';',
        '___.',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        for (const { start, end } of locateTaskLinks(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(end).toBeGreaterThan(start);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  test.each([
    ['schemes', 'a://'],
    ['https', 'https://'],
    ['encoded', '/https%3A%2F%2F'],
    ['underlines', '__https://x'],
    ['stars', '/v3/__https:/*'],
    ['backslashes', '\\'],
    ['escapes', 'https:\\/\\/'],
    ['parameters', '&u=https%3A%2F%2Fapplink.feishu.cn%2Fclient%2Ftodo%2Fdetail%3F'],
  ])('a long row of %s is read at once', (_, unit) => {
    const text = `https://go.example/?${unit.repeat(100_000 / unit.length)}`;
    const from = performance.now();
    locateTaskLinks(text);
    // What is not linear takes minutes.
    expect(performance.now() - from).toBeLessThan(5_000);
  });
});
