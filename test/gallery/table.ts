import { type Cell, LANGUAGES, type Language, type Row, THEMES, ZOOMS } from './model';
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
  ...POPUP_NOTICES,
  ...OPTIONS,
];

/** In what a row is shown. */
export type Look = Omit<Cell, 'row'>;

/**
 * Which looks have a picture. All languages in all themes at 100 %, and each language once at 200 %, where the theme changes
 * nothing that the other pictures do not show.
 */
export const LOOKS: readonly Look[] = LANGUAGES.flatMap((language) => [
  ...THEMES.map((theme) => ({ language, theme, zoom: 100 as const })),
  { language, theme: 'light' as const, zoom: ZOOMS[1] },
]);

const TESTED: Readonly<Record<Language, readonly string[]>> = {
  en: ['light 100', 'dark 100', 'forced 100', 'light 200'],
  zh: ['light 100', 'dark 100'],
  long: ['light 100'],
  mirrored: ['light 100'],
};

/**
 * What `npm test` walks, and what has accepted pictures: the themes and the zoom in English alone, since words change nothing
 * in colours; of the other languages what they change, which is the room that words take and the side on which they begin.
 */
export const TESTED_LOOKS = LOOKS.filter(({ language, theme, zoom }) => TESTED[language].includes(`${theme} ${zoom}`));
