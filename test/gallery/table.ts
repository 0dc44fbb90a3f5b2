import { type Cell, LANGUAGES, type Row, THEMES, ZOOMS } from './model';
import { ERRORS } from './rows/errors';
import { FIELDS_ALONE } from './rows/fields';
import { IN_PAGE } from './rows/in-page';
import { OPTIONS } from './rows/options';
import { POPUP_FORM } from './rows/popup-form';
import { POPUP_LIST } from './rows/popup-list';
import { POPUP_NOTICES } from './rows/popup-notices';
import { POPUP_TASK } from './rows/popup-task';

/** Every state of every surface, once. */
export const TABLE: readonly Row[] = [
  ...IN_PAGE,
  ...POPUP_LIST,
  ...POPUP_TASK,
  ...POPUP_FORM,
  ...FIELDS_ALONE,
  ...POPUP_NOTICES,
  ...OPTIONS,
  ...ERRORS,
];

/** In what a row is shown. */
export type Look = Omit<Cell, 'row'>;

/** Every language in every theme at every zoom: what the page of all cells and `--shots` offer. */
export const LOOKS: readonly Look[] = LANGUAGES.flatMap((language) =>
  ZOOMS.flatMap((zoom) => THEMES.map((theme) => ({ language, theme, zoom }))),
);

export const lookName = ({ language, theme, zoom }: Look) => `${language} ${theme} ${zoom}`;

const of = (names: readonly string[]) => LOOKS.filter((look) => names.includes(lookName(look)));

/**
 * What `npm test` walks, with accepted pictures: the themes and the zoom in English alone, since words change nothing in colours;
 * of the other languages what they change, which is the room that words take and the side on which they begin.
 */
export const TESTED_LOOKS = of([
  ...['en light 100', 'en dark 100', 'en forced 100', 'en light 200'],
  ...['zh light 100', 'zh dark 100', 'long light 100', 'mirrored light 100'],
]);
