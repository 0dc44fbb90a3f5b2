import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildIfStale, OUTPUT, productionBuild } from '../support/build-e2e';
import { accept, differs, forgetOthers } from './accepted';
import { type Print, printSheets } from './contact-sheet';
import { type Cell, cellName, LANGUAGES, pictureName, rowName, SURFACES } from './model';
import { encode } from './pictures/encode';
import { serveGallery } from './server';
import { show } from './show';
import { TABLE } from './table';
import { launchBrowser, walk } from './walk';

const FOLDER = join(OUTPUT, 'gallery');
const PICTURES = join(FOLDER, 'pictures');

/** A part of a row's name: no other rows are drawn. */
const only = process.argv[process.argv.indexOf('--only') + 1];
const rows = process.argv.includes('--only') ? TABLE.filter((row) => rowName(row).includes(only ?? '')) : TABLE;

/** Draws every cell: writes its picture, or accepts it, and says which ones are not as accepted. */
async function shoot(accepting: boolean): Promise<void> {
  const began = Date.now();
  const server = await serveGallery(productionBuild('chrome'));
  const cells: Cell[] = [];
  const prints: Print[] = [];
  const changed: string[] = [];
  const troubles: string[] = [];
  rmSync(FOLDER, { recursive: true, force: true });

  async function shootLanguage(language: (typeof LANGUAGES)[number]): Promise<void> {
    const browser = await launchBrowser();
    await walk(
      browser,
      server,
      language,
      async (sheet, shown) => {
        const pictures = await sheet.look();
        for (const [index, cell] of shown.entries()) {
          const picture = pictures[index];
          const trouble = sheet.troubles.get(index);
          if (trouble) troubles.push(`${cellName(cell)}: ${trouble}`);
          if (!picture) continue;
          const file = join(PICTURES, pictureName(cell));
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, encode(picture));
          if (accepting) accept(cell, picture);
          const difference = accepting ? undefined : differs(cell, picture, join(FOLDER, 'differences'));
          if (difference) changed.push(pictureName(cell));
          cells.push(cell);
          const { density } = sheet;
          prints.push({
            ...{ name: pictureName(cell), words: cellName(cell), isChanged: difference !== undefined },
            ...{ width: picture.width / density, height: picture.height / density },
          });
        }
      },
      rows,
    );
    await browser.close();
  }

  // Two at a time: one browser draws while the pictures of the other are written.
  const waiting = [...LANGUAGES];
  await Promise.all(
    [1, 2].map(async () => {
      for (let language = waiting.shift(); language; language = waiting.shift()) await shootLanguage(language);
    }),
  );
  await server.close();
  if (accepting && troubles.length === 0 && rows === TABLE) forgetOthers(cells);
  writeFileSync(join(FOLDER, 'changed.json'), JSON.stringify(changed));
  await print(prints);
  console.log(`${cells.length} pictures in ${((Date.now() - began) / 1000).toFixed(0)} s under ${PICTURES}`);
  for (const trouble of troubles) console.error(`could not be drawn: ${trouble}`);
  if (accepting) console.log('All of them are accepted.');
  else if (changed.length > 0)
    console.log(`${changed.length} differ from the accepted ones; see ${FOLDER}/differences`);
  if (troubles.length > 0) process.exitCode = 1;
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
const accepting = process.argv.includes('--accept');
const running = accepting || process.argv.includes('--shots') ? shoot(accepting) : show(FOLDER);
running.catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
