import type { Attack } from '../attack';
import { COVERS } from './covers';
import { EVENTS } from './events';
import { FADES } from './fades';
import { FORGERIES } from './forgeries';
import { FRAMES } from './frames';
import { FULL_LINES } from './full-lines';
import { HOSTS } from './hosts';
import { KEYS } from './keys';
import { LEARNING } from './learning';
import { LINKS } from './links';
import { PAGE_MESSAGES } from './messages';
import { MOVES } from './moves';
import { SCREEN } from './screen';
import { SITES } from './sites';

/** Every attack by theme; each theme is one file. */
export const THEMES: Readonly<Record<string, readonly Attack[]>> = {
  'something lies over the control': COVERS,
  'the control is faded, turned or scaled': FADES,
  'the control moves': MOVES,
  'the control is small, in a full line': FULL_LINES,
  'the screen, the pointer or the finger is taken over': SCREEN,
  'the link changes': LINKS,
  'events are forged or led astray': EVENTS,
  'keys and focus': KEYS,
  'the host is tampered with': HOSTS,
  'the control stands in a frame': FRAMES,
  'the site is not direct': SITES,
  'messages from the page': PAGE_MESSAGES,
  'messages from our own world in the page': FORGERIES,
  'the page wants to know': LEARNING,
};
