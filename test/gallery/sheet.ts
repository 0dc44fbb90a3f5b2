import type { CDPSession, Page } from 'puppeteer';
import type { Focusable } from './in-sheet/focus';
import type { Drawn, Frame } from './in-sheet/frames';
import type {} from './in-sheet/main';
import type { Probe } from './in-sheet/probe';
import type { Language, Row, Theme, Zoom } from './model';
import { type Area, type Picture, part, readPng } from './pictures/picture';
import { cellPath, type GalleryServer } from './server';

/** The popup is never higher, px on the screen. */
const POPUP_HEIGHT = 600;
const POPUP_WIDTH = 384;
const OPTIONS_HEIGHT = 900;
/** How wide a sheet is, CSS pixels. */
const WIDTH = 3200;

const FEATURES: Record<Theme, Record<string, string>> = {
  light: { 'prefers-color-scheme': 'light', 'forced-colors': 'none' },
  dark: { 'prefers-color-scheme': 'dark', 'forced-colors': 'none' },
  forced: { 'prefers-color-scheme': 'dark', 'forced-colors': 'active' },
};

/** Many cells in one page of the browser, each in a frame of its own. */
export interface Sheet {
  readonly page: Page;
  readonly rows: readonly Row[];
  /** Why a cell could not be drawn, by its place in `rows`. */
  readonly troubles: ReadonlyMap<number, string>;
  /** Keys of the messages that each cell drew or said. */
  readonly said: readonly (readonly string[])[];
  /** How large each popup asks to be, by its place in `rows`. */
  readonly asks: readonly Drawn['asks'][];
  /** Asks the browser for a theme; web pages are loaded anew, since rings look at their ground once. */
  wear(theme: Theme): Promise<void>;
  /** Device pixels of one CSS pixel in the pictures. */
  readonly density: number;
  /** What the whole sheet looks like now. */
  lookAtAll(): Promise<Picture>;
  /** What each cell looks like now. */
  look(): Promise<readonly Picture[]>;
  /** What can be known of each cell without looking at pixels, and where to look at them. */
  probe(): Promise<readonly Probe[]>;
  /** One control of each kind that can be reached by the keyboard. */
  focusables(): Promise<readonly Focusable[]>;
  focusOn(one: Focusable): Promise<void>;
  /** The cells' areas in the sheet, CSS pixels. */
  readonly areas: readonly Area[];
}

function frameOf(row: Row, language: Language, zoom: Zoom): Frame {
  const scale = zoom / 100;
  const height = row.tall ?? (row.document === 'popup' ? POPUP_HEIGHT / scale : OPTIONS_HEIGHT);
  return {
    src: cellPath({ row, language }),
    width: row.width ?? POPUP_WIDTH,
    height: row.height ?? height,
    fits: row.height === undefined,
    only: row.only ?? '',
    isPage: row.document === 'page',
  };
}

/** Draws rows of the table in one language and zoom, and waits until each has taken its steps. */
export async function openSheet(
  page: Page,
  server: GalleryServer,
  rows: readonly Row[],
  language: Language,
  zoom: Zoom = 100,
): Promise<Sheet> {
  const cdp = await page.createCDPSession();
  // An own page at 200 % is one in a window of half the size; what stands in web pages is of one size, but drawn finer.
  const density = rows.every((row) => row.document === 'page') ? zoom / 100 : 1;
  await page.setViewport({ width: WIDTH, height: 2000, deviceScaleFactor: density });
  await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await emulate(cdp, 'light');
  await page.goto(`${server.address}/sheet`);
  const frames = rows.map((row) => frameOf(row, language, zoom));
  const settled = await page.evaluate((all) => globalThis.__sheet.draw(all), frames);
  await page.evaluate((all) => globalThis.__sheet.refit(all), frames);
  await page.evaluate((all) => globalThis.__sheet.pack(all), frames);
  await fitViewport(page, density);
  // Some words come only once everything stands.
  const said = await page.evaluate(() => globalThis.__sheet.said());
  const areas = await page.evaluate((all) => globalThis.__sheet.areas(all), frames);

  let worn: Theme = 'light';

  async function lookAtAll(): Promise<Picture> {
    await page.evaluate(() => globalThis.__sheet.holdStill());
    return readPng(await page.screenshot({ captureBeyondViewport: false, optimizeForSpeed: true }));
  }

  return {
    page,
    rows,
    areas,
    density,
    troubles: new Map(settled.flatMap(({ trouble }, index) => (trouble ? [[index, trouble] as const] : []))),
    said,
    asks: settled.map(({ asks }) => asks),
    async wear(theme) {
      if (theme === worn) return;
      worn = theme;
      await emulate(cdp, theme);
      await page.evaluate((all) => globalThis.__sheet.redrawPages(all), frames);
    },
    lookAtAll,
    async look() {
      const whole = await lookAtAll();
      return areas.map((area) => scaled(whole, area, density));
    },
    focusables: () => page.evaluate((all) => globalThis.__sheet.focusables(all), frames),
    focusOn: (one) => page.evaluate((chosen) => globalThis.__sheet.focusOn(chosen), one),
    probe: () =>
      page.evaluate((all, isMirrored) => globalThis.__sheet.probe(all, isMirrored), frames, language === 'mirrored'),
  };
}

/** A part of a picture; the area in CSS pixels. */
export const scaled = (whole: Picture, { x, y, width, height }: Area, density: number) =>
  part(whole, { x: x * density, y: y * density, width: width * density, height: height * density });

const emulate = (cdp: CDPSession, theme: Theme) =>
  cdp.send('Emulation.setEmulatedMedia', {
    features: Object.entries(FEATURES[theme]).map(([name, value]) => ({ name, value })),
  });

async function fitViewport(page: Page, density: number): Promise<void> {
  const height = await page.evaluate(() =>
    Math.ceil(document.querySelector('main')?.getBoundingClientRect().height ?? 0),
  );
  await page.setViewport({ width: WIDTH, height: Math.max(height, 100), deviceScaleFactor: density });
}
