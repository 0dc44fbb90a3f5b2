import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildIfStale, OUTPUT, productionBuild } from '../support/build-e2e';
import { accept, differs, forgetOthers } from './accepted';
import { type Print, printSheets } from './contact-sheet';
import { type Cell, cellName, LANGUAGES, pictureName, rowName, SURFACES } from './model';
import { encode } from './pictures/encode';
import type { Picture } from './pictures/picture';
import { serveGallery } from './server';
import { show } from './show';
import { LOOKS, type Look, lookName, TABLE, TESTED_LOOKS } from './table';
import { launchBrowser, walk } from './walk';

const FOLDER = join(OUTPUT, 'gallery');
const PICTURES = join(FOLDER, 'pictures');

const has = (option: string) => process.argv.includes(option);
const said = (option: string) => (has(option) ? (process.argv[process.argv.indexOf(option) + 1] ?? '') : '');

/** A part of a row's name, and of a look's: no others are drawn. */
const rows = TABLE.filter((row) => rowName(row).includes(said('--only')));
const isWanted = (look: Look) => lookName(look).includes(said('--look'));

type See = (cell: Cell, picture: Picture, density: number) => void;

/** Draws every cell in these looks and has each seen; answers why some could not be drawn. */
async function drawAll(looks: readonly Look[], see: See): Promise<string[]> {
  const server = await serveGallery(productionBuild('chrome'), { isLasting: true });
  const troubles: string[] = [];
  // Two at a time: one browser draws while the pictures of the other are written.
  const waiting = [...LANGUAGES];
  const draw = async () => {
    const browser = await launchBrowser();
    for (let language = waiting.shift(); language; language = waiting.shift())
      await walk(
        browser,
        server,
        language,
        async (sheet, shown) => {
          const pictures = await sheet.look();
          for (const [index, cell] of shown.entries()) {
            const trouble = sheet.troubles.get(index);
            if (trouble) troubles.push(`${cellName(cell)}: ${trouble}`);
            else see(cell, pictures[index] as Picture, sheet.density);
          }
        },
        { rows, looks },
      );
    await browser.close();
  };
  await Promise.all([draw(), draw()]);
  await server.close();
  for (const trouble of troubles) console.error(`could not be drawn: ${trouble}`);
  if (troubles.length > 0) process.exitCode = 1;
  return troubles;
}

const isPictured = (cell: Cell) => TESTED_LOOKS.some((look) => lookName(look) === lookName(cell));

/** Writes every picture and the contact sheets, and says which ones are not as accepted. */
async function shoot(): Promise<void> {
  const began = Date.now();
  const prints: Print[] = [];
  rmSync(FOLDER, { recursive: true, force: true });
  await drawAll(LOOKS.filter(isWanted), (cell, picture, density) => {
    const name = pictureName(cell);
    mkdirSync(dirname(join(PICTURES, name)), { recursive: true });
    writeFileSync(join(PICTURES, name), encode(picture));
    prints.push({
      ...{ name, words: cellName(cell), width: picture.width / density, height: picture.height / density },
      isChanged: isPictured(cell) && differs(cell, picture, join(FOLDER, 'differences')) !== undefined,
    });
  });
  const changed = prints.filter(({ isChanged }) => isChanged).map(({ name }) => name);
  writeFileSync(join(FOLDER, 'changed.json'), JSON.stringify(changed));
  await print(prints);
  console.log(`${prints.length} pictures in ${((Date.now() - began) / 1000).toFixed(0)} s under ${PICTURES}`);
  if (changed.length > 0) console.log(`${changed.length} differ from the accepted ones; see ${FOLDER}/differences`);
}

/** Makes what cells look like now what they should look like, and says which ones that changes. */
async function acceptAll(): Promise<void> {
  const began = Date.now();
  const cells: Cell[] = [];
  const changed: string[] = [];
  const troubles = await drawAll(TESTED_LOOKS.filter(isWanted), (cell, picture) => {
    cells.push(cell);
    const difference = differs(cell, picture, join(FOLDER, 'differences'));
    // What differs by less than the checks see stays as it is, so that a commit has what really changed.
    if (!difference) return;
    changed.push(`${cellName(cell)} ${difference}`);
    accept(cell, picture);
  });
  const forgotten =
    troubles.length === 0 && cells.length > 0 && !has('--only') && !has('--look') ? forgetOthers(cells) : 0;
  for (const line of changed.toSorted()) console.log(line);
  console.log(
    `${cells.length} cells in ${((Date.now() - began) / 1000).toFixed(0)} s: ${changed.length} are accepted anew, ${forgotten} are no more.`,
  );
}

/** One overview of all rows, English in daylight and Chinese at night, and the sheets of each surface with every look. */
async function print(prints: readonly Print[]): Promise<void> {
  const browser = await launchBrowser();
  const inOrder = prints.toSorted((a, b) => a.words.localeCompare(b.words));
  const of = (surface: string) => inOrder.filter(({ name }) => name.startsWith(`${surface}/`));
  const isShown = ({ name }: Print) => /\.(en\.light|zh\.dark)\.png$/.test(name);
  const overview = SURFACES.flatMap(of).filter(isShown);
  const files = await printSheets(browser, FOLDER, 'contact-sheet', overview, {
    ...{ scale: 0.4, pictures: 'pictures', width: 3800, height: 16_000 },
  });
  for (const surface of SURFACES.filter((one) => of(one).length > 0))
    await printSheets(browser, join(FOLDER, 'sheets'), surface, of(surface), {
      ...{ scale: 0.5, pictures: '../pictures', width: 3800, height: 7800 },
    });
  await browser.close();
  console.log(`Contact sheet: ${files.join(', ')}; one for each surface under ${join(FOLDER, 'sheets')}`);
}

buildIfStale('chrome');
const run = has('--accept') ? acceptAll : has('--shots') ? shoot : () => show(FOLDER);
run().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
