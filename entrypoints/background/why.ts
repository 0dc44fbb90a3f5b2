import browser, { type Tabs } from 'webextension-polyfill';
import type { PageLinks, SiteMode, WhyNoControl, WhyView } from '../../lib/messages/contract';
import { BRANDS } from '../../lib/task/brand';
import { lookInto, originOf } from './pages';
import { isUsable, type Sessions } from './session';
import { isEverything, type Sites } from './sites';

/** What is known about a tab and how Tasklark stands there. */
export interface Facts {
  /** The tab's address; absent where the browser does not tell. */
  readonly url: string | undefined;
  readonly isExcluded: boolean;
  readonly isGranted: boolean;
  /** Every web page is granted, so that an address which is not told is none of a web page. */
  readonly areAllGranted: boolean;
  readonly mode: SiteMode;
  readonly isFixed: boolean;
  /** What our look into the page saw; absent where the browser let us not in. */
  readonly look: Omit<PageLinks, 'links'> | undefined;
  /** Tasks whose links stand only where no control may. */
  readonly closed: number;
  readonly isSignedIn: boolean;
  readonly isPrivate: boolean;
  readonly isStorageWell: boolean;
}

/** On a page with more links than this a control stands only where somebody points (controls/run.ts). */
const CAP = 200;

/** Where no extension may run, whatever it is granted (https://developer.chrome.com/docs/extensions/develop/concepts/match-patterns). */
const STORES =
  /^https:\/\/(chromewebstore\.google\.com|chrome\.google\.com\/webstore|microsoftedge\.microsoft\.com\/addons|addons\.mozilla\.org)(\/|$)/;

/** Facts → reasons, the most telling first. Whatever makes the later ones moot ends the list. */
export function reasonsFor(facts: Facts): readonly WhyNoControl[] {
  const page = pageReason(facts);
  // Without the database nobody can tell whether there is an account.
  if (!facts.isStorageWell) return page ? ['storage', page] : ['storage'];
  if (page) return [page];
  const account: WhyNoControl[] = facts.isSignedIn ? [] : [facts.isPrivate ? 'private_window' : 'signed_out'];
  return facts.closed > 0 ? [...account, 'some_closed_places'] : account;
}

function pageReason(facts: Facts): WhyNoControl | undefined {
  const { url, look, closed } = facts;
  if (url === undefined) return facts.areAllGranted ? 'browser_page' : 'unknown_page';
  if (STORES.test(url)) return 'store_page';
  if (url.startsWith('file:')) return 'file_page';
  if (!/^https?:/.test(url)) return 'browser_page';
  if (facts.isExcluded) return 'accounts_page';
  if (facts.mode === 'off') return facts.isFixed ? 'off_by_policy' : 'off';
  if (!facts.isGranted) return 'not_granted';
  if (!look?.hasScout) return 'not_running';
  if (look.found === 0) {
    if (closed > 0) return 'closed_places';
    return look.foreignFrames > 0 ? 'foreign_frames' : 'no_links';
  }
  if (!look.hasControls) return 'updated';
  return look.found > CAP ? 'too_many' : undefined;
}

/** Gathers the facts about a tab and tells the reasons. */
export async function whyNoControl(
  tab: Tabs.Tab | undefined,
  { sites, sessions, storageTrouble }: { sites: Sites; sessions: Sessions; storageTrouble: () => unknown },
): Promise<WhyView> {
  const origin = originOf(tab);
  // With the database in trouble nothing is known; what can be told is told all the same.
  const or = <Value>(work: Promise<Value>, otherwise: Value) => work.catch(() => otherwise);
  const mode = origin === undefined ? 'ask' : await or(sites.mode(origin), 'ask');
  const isExcluded = origin !== undefined && (await or(sites.isExcluded(origin), false));
  // Nothing of ours goes into a page that was switched off, nor into one to sign in.
  const look = tab?.id === undefined || !origin || isExcluded || mode === 'off' ? undefined : await lookInto(tab.id);
  const closed = look?.links.filter((link) => link.closed).length ?? 0;
  const used = await Promise.all(BRANDS.map((brand) => or(sessions.current(brand), undefined)));
  const reasons = reasonsFor({
    url: tab?.url,
    isExcluded,
    isGranted: origin !== undefined && (await sites.granted(origin)),
    areAllGranted: isEverything(await or(sites.grants(), [])),
    mode,
    isFixed: origin !== undefined && (await or(sites.isFixed(origin), false)),
    look,
    closed,
    isSignedIn: used.some(isUsable),
    isPrivate: browser.extension.inIncognitoContext === true,
    isStorageWell: storageTrouble() === undefined,
  });
  return {
    ...(tab?.id !== undefined && { tabId: tab.id }),
    ...(origin !== undefined && { origin }),
    reasons,
    links: (look?.links.length ?? 0) - closed,
    closed,
  };
}
