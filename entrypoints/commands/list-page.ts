import type { PageLinks } from '../../lib/messages/contract';
import { type FoundLink, SCOUT, type ScoutHolder } from '../../lib/page-links';
import type { Desk } from '../controls/desk';
import { visibleWords } from '../controls/link-words';
import { type ClosedLink, closedLinks } from './closed-links';
import { listLinks } from './current-link';
import { fits } from './page-nodes';
import { inSlices } from './slices';

/** So many tasks without a ring are named. */
const MOST_CLOSED = 200;

/** A frame that is smaller than this, px, shows nothing. */
const SHOWS = 60;

/** The tasks of this page: those with controls, and those that stand where none may; and how much of the page could be read. */
export async function listPage(desk: Desk | undefined, hosts: readonly string[]): Promise<PageLinks> {
  const closed: ClosedLink[] = [];
  const tasks = new Set<string>();
  const isWhole = await inSlices(closedLinks(document, hosts), (found) => {
    tasks.add(found.link.brand + found.link.guid);
    const fitsIn = tasks.size <= MOST_CLOSED;
    if (fitsIn) closed.push(found);
    return fitsIn;
  });
  const scout = (globalThis as ScoutHolder)[SCOUT];
  return {
    links: listLinks([...(desk?.links ?? []), ...closed], wordsOf),
    ...(!isWhole && { isCut: true }),
    ...(desk?.isCrowded() && { isCrowded: true }),
    hasScout: scout !== undefined,
    found: scout?.reader?.found.size ?? 0,
    hasControls: desk !== undefined,
    foreignFrames: [...document.querySelectorAll('iframe')].filter(isForeign).length,
  };
}

/** A link's own words; of a field none, since somebody typed them. */
const wordsOf = (found: FoundLink) =>
  found.node.nodeType === 1 && fits(found.node as Element, 'textarea,input') ? '' : visibleWords(found);

const isForeign = (frame: HTMLIFrameElement) =>
  !frame.contentDocument && frame.offsetWidth > SHOWS && frame.offsetHeight > SHOWS;
