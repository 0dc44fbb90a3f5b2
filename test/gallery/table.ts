import { type Cell, LANGUAGES, type Row, THEMES, ZOOMS } from './model';
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

/**
 * Which looks have a picture. All languages in all themes at 100 %, and each language once at 200 %, where the theme changes
 * nothing that the other pictures do not show.
 */
export const LOOKS: readonly Omit<Cell, 'row'>[] = LANGUAGES.flatMap((language) => [
  ...THEMES.map((theme) => ({ language, theme, zoom: 100 as const })),
  { language, theme: 'light' as const, zoom: ZOOMS[1] },
]);
