import { areas, draw, holdStill, redrawPages } from './frames';

/** What Node asks of the sheet; all of it runs there. */
const inSheet = { areas, draw, holdStill, redrawPages };

declare global {
  var __sheet: typeof inSheet;
}

globalThis.__sheet = inSheet;
