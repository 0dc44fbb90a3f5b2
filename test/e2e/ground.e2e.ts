import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { type Grounds, groundsOf, isRight } from '../support/grounds';
import { until } from '../support/steps';
import { useStage } from './harness';

const HOST = 'tracker.example.com';
const GUID = '6f2d1c0e-5b9a-4c6e-9a01-3f7d2b8e4c55';
const LINK = `<a href="https://applink.feishu.cn/client/todo/detail?guid=${GUID}">task</a>`;

/** The same two colours as people write them. */
const NOTATIONS: readonly (readonly [dark: string, light: string])[] = [
  ['#111827', '#f3f4f6'],
  ['rgb(17 24 39)', 'rgb(243 244 246)'],
  ['hsl(221 39% 11%)', 'hsl(220 14% 96%)'],
  ['hwb(221 7% 85%)', 'hwb(220 95% 4%)'],
  ['lab(8 0 -11)', 'lab(96 0 -1)'],
  ['lch(8 11 270)', 'lch(96 1 270)'],
  ['oklab(0.21 0 -0.03)', 'oklab(0.97 0 0)'],
  ['oklch(0.21 0.03 264)', 'oklch(0.97 0.003 264)'],
  ['color(srgb 0.07 0.09 0.15)', 'color(srgb 0.95 0.96 0.97)'],
  ['color(display-p3 0.07 0.09 0.15)', 'color(display-p3 0.95 0.96 0.97)'],
  ['color(srgb-linear 0.01 0.01 0.02)', 'color(srgb-linear 0.9 0.9 0.9)'],
  ['color-mix(in oklab, black 80%, white)', 'color-mix(in srgb, white 90%, navy)'],
  ['oklch(from #eee 0.2 c h)', 'hsl(from #111 h s 95%)'],
  ['midnightblue', 'beige'],
];

/** How a ground comes to be drawn from a dark and a light colour; `{}` is where the link stands. */
const GROUNDS: readonly ((dark: string, light: string) => string)[] = [
  (dark) => `<div style="background:${dark}">{}</div>`,
  (dark, light) => `<div style="background:${dark}"><div style="background:${light}">{}</div></div>`,
  (dark, light) =>
    `<div style="background:${light}"><div style="background:color-mix(in srgb, ${dark} 85%, transparent)">{}</div></div>`,
  (dark) =>
    `<div style="background:color-mix(in srgb, ${dark} 60%, transparent)"><div style="background:color-mix(in srgb, ${dark} 70%, transparent)">{}</div></div>`,
  (dark) => `<div style="background:color-mix(in srgb, ${dark} 15%, transparent)">{}</div>`,
  (dark) => `<div style="background:linear-gradient(${dark}, ${dark})">{}</div>`,
  (dark, light) => `<div style="background:linear-gradient(to right, ${dark}, ${light})">{}</div>`,
  (dark, light) => `<div style="background:linear-gradient(to left, ${dark}, ${light})">{}</div>`,
  (dark, light) => `<div style="background:linear-gradient(45deg, ${light} 10%, ${dark} 30% 90%, ${light})">{}</div>`,
  (dark, light) => `<div style="background:linear-gradient(to bottom right, ${light}, ${dark} 40px)">{}</div>`,
  (dark, light) =>
    `<div style="background:repeating-linear-gradient(90deg, ${dark} 0 90px, ${light} 90px 120px)">{}</div>`,
  (dark, light) => `<div style="background:radial-gradient(circle at 40px 20px, ${dark} 60px, ${light} 90px)">{}</div>`,
  (dark, light) => `<div style="background:radial-gradient(${light}, ${dark} 60%)">{}</div>`,
  (dark, light) =>
    `<div style="background:conic-gradient(from 90deg, ${light} 40%, ${dark} 42% 60%, ${light} 62%)">{}</div>`,
  (dark, light) =>
    `<div style="background:linear-gradient(transparent, transparent), linear-gradient(90deg, ${dark} 60%, transparent 61%), ${light}">{}</div>`,
  (dark, light) =>
    `<div style="background:radial-gradient(${light} 1px, transparent 1px) 0 0/20px 20px, ${dark}">{}</div>`,
  (dark, light) =>
    `<div style="background:linear-gradient(${dark}, ${dark}) left top/100px 100% no-repeat, ${light}">{}</div>`,
  (dark, light) =>
    `<div style="background:linear-gradient(${dark}, ${dark}) right top/100px 100% no-repeat, ${light}">{}</div>`,
  (dark) => `<div style="background:${dark} url(/dark.svg)">{}</div>`,
  (dark, light) => `<div style="background:linear-gradient(90deg, ${dark}, ${light}) text, ${light}">{}</div>`,
  (dark) => `<div class="before" style="--c:${dark}">{}</div>`,
  (dark) =>
    `<div style="position:relative"><i style="position:absolute;inset:0;background:${dark}"></i><span style="position:relative">{}</span></div>`,
  (dark) => `<div style="background:${dark};height:6px"><div style="padding-top:14px">{}</div></div>`,
  (dark, light) => `<x-card style="--c:${dark};--d:${light}">{}</x-card>`,
];

const SHEET = `<style>
body { margin: 0; font: 16px sans-serif; display: grid; grid-template-columns: repeat(4, 300px); color: inherit }
section > * { width: 280px; height: 40px; box-sizing: border-box; padding: 8px 10px; position: relative }
section { height: 48px }
section > * > div { height: 100% }
.before { z-index: 0 } .before::before { content: ''; position: absolute; inset: 0; background: var(--c); z-index: -1 }
x-card { display: block }
</style><script>customElements.define('x-card', class extends HTMLElement {
  constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<div style="background:var(--d)"><div style="background:var(--c)"><slot></slot></div></div>'; }
})</script>`;

const PAGES: readonly (readonly [name: string, head: string])[] = [
  ['a page in oklch()', '<style>body { background: oklch(0.2 0.02 260) }</style>'],
  ['a page whose root is in oklab()', '<style>html { background: oklab(0.2 0 0); color: #eee }</style>'],
  [
    'a gradient and no colour',
    '<style>body { background: linear-gradient(160deg, #0f172a, #1e293b); min-height: 100vh; color: #e2e8f0 }</style>',
  ],
  [
    'a gradient that stays where the window is',
    '<style>body { background: linear-gradient(#000, #222) fixed }</style>',
  ],
  [
    'a picture with a colour to stand in for it',
    '<style>body { background: #0d1117 url(/dark.svg); color: #e6edf3 }</style>',
  ],
  ['a picture alone, under light words', '<style>body { background: url(/dark.svg); color: #fff }</style>'],
  ['a dark colour scheme and nothing else', '<style>:root { color-scheme: dark }</style>'],
  ['a dark colour scheme named in the head', '<meta name="color-scheme" content="dark">'],
  ['a light page that would be dark at night', '<style>:root { color-scheme: light dark }</style>'],
  ['a dark page of old', '<style>body { background: #14171b; color: #ddd }</style>'],
  ['a light page', '<style>body { background: #fafafa }</style>'],
];

describe('the ground of a ring', () => {
  const stage = useStage();

  async function open(body: string, head = ''): Promise<Page> {
    const page = await stage.chromium.browser.newPage();
    await page.setViewport({ width: 1240, height: 1000 });
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const url = request.url();
      if (url === `https://${HOST}/ground`)
        void request.respond({
          contentType: 'text/html',
          body: `<!doctype html>${head}<link rel=icon href="data:,">${body}`,
        });
      else if (url.endsWith('/dark.svg'))
        void request.respond({
          contentType: 'image/svg+xml',
          body: '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><rect width="99" height="99" fill="#123"/></svg>',
        });
      else void request.continue();
    });
    await page.goto(`https://${HOST}/ground`);
    await until('rings', () =>
      page.evaluate(() => document.querySelectorAll('a').length === document.querySelectorAll('a + span').length),
    );
    return page;
  }

  async function look(page: Page): Promise<Grounds[]> {
    await new Promise((resolve) => setTimeout(resolve, 700));
    return groundsOf(page);
  }

  /** Neither dark nor light, or just beside a border of the two: either will do. */
  const isClear = ({ behind }: Grounds) => Math.abs(behind - 128) > 40;

  const cases = NOTATIONS.flatMap(([dark, light]) => [
    ...GROUNDS.map((ground) => ground(dark, light)),
    // The picture is a dark one.
    ...GROUNDS.map((ground) => ground(light, dark)).filter((ground) => !ground.includes('url(')),
  ]);

  it.each(Array.from({ length: Math.ceil(cases.length / 80) }, (_, index) => index))(
    'is as dark as what is drawn behind it: every notation and layer, part %i',
    async (part) => {
      const some = cases.slice(part * 80, part * 80 + 80);
      const sections = some.map((ground) => `<section>${ground.replace('{}', LINK)}</section>`);
      const page = await open(`<body>${sections.join('')}`, SHEET);
      const seen = await look(page);
      const wrong = some.filter((_, index) => isClear(seen[index] as Grounds) && !isRight(seen[index] as Grounds));
      expect(seen).toHaveLength(some.length);
      expect(seen.filter(isClear).length).toBeGreaterThan(some.length * 0.8);
      expect(wrong).toEqual([]);
      await page.close();
    },
  );

  it.each(PAGES)('is as dark as the page: %s', async (_, head) => {
    const page = await open(`<body><p>See ${LINK}</p><p style="margin-top:700px">and ${LINK}`, head);
    const seen = await look(page);
    expect(seen.filter(isClear)).toHaveLength(2);
    expect(seen.filter((one) => !isRight(one))).toEqual([]);
    await page.close();
  });
});
