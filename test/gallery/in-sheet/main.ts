import { focusables, focusOn } from './focus';
import { areas, draw, holdStill, pack, redrawPages, refit, said } from './frames';
import { probe } from './probe';

/** What Node asks of the sheet; all of it runs there. */
const inSheet = { areas, draw, focusables, focusOn, holdStill, pack, probe, redrawPages, refit, said };

declare global {
  var __sheet: typeof inSheet;
}

globalThis.__sheet = inSheet;
