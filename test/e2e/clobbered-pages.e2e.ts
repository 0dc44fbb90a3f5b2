import type { Page } from 'puppeteer';
import { beforeAll, describe, it } from 'vitest';
import { clickToConfirm, closePopup, find, until } from '../support/steps';
import { signInByToken } from '../support/token-sign-in';
import { useStage } from './harness';

const HOST = 'https://tracker.example.com';

/** Members of a document that scripts work with: so many frames as there are members would be another test. */
const WORKED_WITH =
  /body|head|host|Element|defaultView|create|query|hidden|readyState|Listener|designMode|Sheets|evaluate|Node|textContent|contains|append|location|cookie/;

describe('a page that takes links away, or names parts of itself like members', () => {
  const stage = useStage();
  const urlOf = (key = 'plain') => `https://applink.feishu.cn/client/todo/detail?guid=${stage.guid(key)}`;
  const gateway = () => {
    const target = urlOf().replace(/[^\w./]/g, (sign) => `-${sign.charCodeAt(0).toString(16).toUpperCase()}`);
    return `https://urldefense.proofpoint.com/v2/url?u=${target.replaceAll('/', '_')}&d=x`;
  };
  const link = (words: string, href = urlOf()) => `<a href="${href}">${words}</a>`;
  const named = (words: string) => `Complete task: ${words}`;

  /** Names that a field, picture or frame may have, to stand for a member of what it stands in. */
  let documentNames: string[];
  beforeAll(async () => {
    const token = stage.sandbox.tokenFor('Anna Chen');
    await signInByToken(await stage.chromium.openOptions(), { token, user: 'Anna Chen' });
    const page = await stage.chromium.browser.newPage();
    documentNames = await page.evaluate(() => {
      const names = new Set<string>();
      // Also what is a member of a root or a link only: scripts ask for it where they do not know which of them they have.
      for (const kind of [HTMLDocument, ShadowRoot, HTMLAnchorElement])
        for (let proto = kind.prototype as object; proto; proto = Reflect.getPrototypeOf(proto) as object)
          for (const name of Object.getOwnPropertyNames(proto)) names.add(name);
      return [...names];
    });
    await page.close();
  });

  async function open(body: string): Promise<Page> {
    const page = await stage.chromium.browser.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      void (request.url() === `${HOST}/named`
        ? request.respond({ contentType: 'text/html', body: `<!doctype html><meta charset="utf-8">${body}` })
        : request.respond({ status: 204 }));
    });
    await page.goto(`${HOST}/named`);
    await page.bringToFront();
    return page;
  }

  /** A ring with this name answers a trusted click with the question. From then on all rings of its task have the task's title. */
  async function works(page: Page, words: string): Promise<void> {
    const popup = await clickToConfirm(stage.chromium, page, named(words));
    await find(popup, 'Complete');
    await closePopup(popup);
  }

  /** What the page adds has its ring soon. */
  async function addAndFind(page: Page, words: string): Promise<void> {
    await page.evaluate(
      (html) => Element.prototype.insertAdjacentHTML.call(document.querySelector('main'), 'beforeend', html),
      `<p>${link(words)}</p>`,
    );
    await find(page, named(words));
  }

  it.each([
    ['a link', (words: string) => link(words)],
    ['an area', () => `<map name="m"><area href="${urlOf()}" alt="gone" shape="default"></map>`],
    ['a link of a drawing', () => `<svg width="20" height="20"><a href="${urlOf()}"><text y="9">x</text></a></svg>`],
    ['a link of a gateway', (words: string) => link(words, gateway())],
    ['a text', () => `<i>${urlOf()}</i>`],
    [
      'a form around a link',
      (words: string) => `<form><input name="host"><input name="getRootNode">${link(words)}</form>`,
    ],
  ])(
    '%s that is removed costs itself alone, also where the next view comes in one go with an old one',
    async (_, made) => {
      const page = await open(`<main><div id="view">${made('gone')}</div><p>${link('stays')}</p></main>`);
      await find(page, named('stays'));
      await page.evaluate(() => document.querySelector('a,area,i,form')?.remove());
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await page.evaluate(
        (html) => {
          const view = document.querySelector('#view') as Element;
          view.innerHTML = '<p>old</p>';
          view.innerHTML = html;
        },
        `<p>${link('came')}</p>`,
      );
      await find(page, named('came'));
      await addAndFind(page, 'later');
      await works(page, 'came');
      await page.close();
    },
  );

  it('60 links are removed in any order, and whatever is left or comes meanwhile has its ring', async () => {
    const kinds = [
      (n: number) => link(`n${n}`),
      (n: number) => `<b>${link(`n${n}`, gateway())}</b>`,
      (n: number) =>
        `<svg width="20" height="20"><a href="${urlOf()}" aria-label="n${n}"><text y="9">n${n}</text></a></svg>`,
      (n: number) => `<form><input name="host"><input name="isConnected">${link(`n${n}`)}</form>`,
    ];
    const row = (n: number) => `<div class="row">${(kinds[n % kinds.length] as (typeof kinds)[0])(n)}</div>`;
    const page = await open(
      `<style>.row { float: left; width: 150px }</style><main>${Array.from({ length: 64 }, (_, n) => row(n)).join('')}</main>`,
    );
    await find(page, named('n63'));
    await find(page, named('n61'));
    let seed = 7;
    for (let round = 0; round < 12; round += 1) {
      await page.evaluate(
        (seed, html) => {
          let next = seed;
          for (let time = 0; time < 5; time += 1) {
            next = (next * 48_271) % 2_147_483_647;
            const links = [...document.querySelectorAll('.row a')].slice(0, -1);
            const one = links[next % links.length];
            (next % 3 ? one : one?.closest('.row'))?.remove();
          }
          document.querySelector('main')?.insertAdjacentHTML('afterbegin', html);
        },
        seed,
        `<p class="new">${link(`new${round}`)}</p>`,
      );
      seed += 11;
      await find(page, named(`new${round}`));
    }
    await until('one ring for each link', async () => {
      const left = await page.$$eval('a', (all) => all.length);
      const rings = await page.$$('::-p-aria([role="button"])');
      const names = await Promise.all(rings.map((ring) => ring.evaluate((it) => it.ariaLabel ?? '')));
      return names.filter((name) => name.startsWith('Complete task')).length === left;
    });
    await works(page, 'new0');
    await page.close();
  });

  it.each(['img', 'form', 'iframe', 'object', 'embed'])(
    'a document in which an <%s> answers for each of its members',
    async (tag) => {
      const page = await open(`<main><p>${link('before')}</p><p>${urlOf()}</p></main><div id="tricks" hidden></div>`);
      // After the page's own scripts there is no document to work with in its world, but in ours.
      await page.evaluate(
        (tag, names) => {
          const box = document.querySelector('#tricks') as Element;
          box.innerHTML = names.map((name) => `<${tag} name="${name}" id="${name}"></${tag}>`).join('');
        },
        tag,
        /frame|object|embed/.test(tag) ? documentNames.filter((name) => WORKED_WITH.test(name)) : documentNames,
      );
      await find(page, named('before'));
      await page.evaluate(
        (html) =>
          (Document.prototype.querySelector.call(document, 'main') as Element).insertAdjacentHTML('beforeend', html),
        `<p>${link('later')}</p>`,
      );
      await find(page, named('later'));
      await find(page, named(stage.guid('plain').slice(0, 8)));
      await works(page, 'later');
      await page.close();
    },
  );

  it('documents of frames in which pictures answer for members are read as well', async () => {
    const page = await open(`<main><p>${link('before')}</p></main><iframe width="600" height="300"></iframe>`);
    await page.evaluate(
      (names, html) => {
        const frame = document.querySelector('iframe') as HTMLIFrameElement;
        const body = frame.contentDocument?.body as HTMLElement;
        body.innerHTML = names.map((name) => `<img name="${name}">`).join('') + html;
        body.lastElementChild?.scrollIntoView();
      },
      documentNames,
      `<p>${link('framed')}</p>`,
    );
    await until('its ring', async () => {
      for (const frame of page.frames()) if (await frame.$(`::-p-aria([name="${named('framed')}"])`)) return true;
      return false;
    });
    await addAndFind(page, 'later');
    await works(page, 'later');
    await page.close();
  });
});
