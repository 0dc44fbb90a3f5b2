import browser, { type Tabs } from 'webextension-polyfill';
import type { Broadcast, PageLinks, PageView, ToPage } from '../../lib/messages/contract';
import type { Sites } from './sites';

/** Tells every own page and every page with controls. Who is not there does not hear it, and that is fine. */
export async function tell(...broadcasts: readonly Broadcast[]): Promise<void> {
  const nobody = () => undefined;
  for (const broadcast of broadcasts) browser.runtime.sendMessage(broadcast).catch(nobody);
  for (const { id } of await browser.tabs.query({}))
    for (const broadcast of id === undefined ? [] : broadcasts)
      browser.tabs.sendMessage(id as number, broadcast, { frameId: 0 }).catch(nobody);
}

/**
 * Asks one page; `undefined` when no controls answer there. What answers comes with the first question: most pages are never
 * asked.
 */
export async function askPage<Name extends keyof ToPage>(
  tabId: number,
  type: Name,
  input: ToPage[Name]['input'],
): Promise<ToPage[Name]['output'] | undefined> {
  const ask = async (): Promise<ToPage[Name]['output'] | undefined> => {
    try {
      return (await browser.tabs.sendMessage(tabId, { type, input }, { frameId: 0 })) as ToPage[Name]['output'];
    } catch {
      return undefined;
    }
  };
  return (await ask()) ?? ((await inject(tabId, 'commands.js')) ? ask() : undefined);
}

/** The tab that the user looks at, in the window used last. */
export async function activeTab(): Promise<Tabs.Tab | undefined> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab;
}

export type PageScript = 'scout.js' | 'controls.js' | 'acts.js' | 'commands.js' | 'crowd.js' | 'ground.js' | 'torn.js';

/**
 * Brings a script into a tab's top frame; a page that takes none (store, browser page) is left alone. `documentId`: into
 * this document only, not into one that has taken its place meanwhile.
 */
export async function inject(tabId: number, file: PageScript, documentId?: string): Promise<boolean> {
  try {
    const where = documentId ? { documentIds: [documentId] } : { frameIds: [0] };
    await browser.scripting.executeScript({ target: { tabId, ...where }, files: [file] });
    return true;
  } catch {
    return false;
  }
}

/** Scout for pages that were open before they were allowed (or before the extension came): they get it now. `only`: one origin. */
export async function injectOpenTabs(sites: Sites, only?: string): Promise<void> {
  for (const tab of await browser.tabs.query({ discarded: false })) {
    const origin = originOf(tab);
    if (tab.id === undefined || !origin || (only && origin !== only) || !(await sites.granted(origin))) continue;
    if ((await sites.mode(origin)) !== 'off') await inject(tab.id, 'scout.js');
  }
}

/** Origin of a tab's page, when it is a web page and we may know it. */
export function originOf(tab: Tabs.Tab | undefined): string | undefined {
  if (!tab?.url || !/^https?:/.test(tab.url)) return undefined;
  return new URL(tab.url).origin;
}

/** How long scout gets to find links on a page that it has just come to, and how often it is looked whether it has, ms. */
const FIRST_LOOK_MS = 400;
const LOOK_AGAIN_MS = 100;

/** What a page holds; nothing where the browser lets no script of ours in, or has not been told to. */
export async function lookInto(tabId: number): Promise<PageLinks | undefined> {
  const { linkHosts: hosts = [] } = (await browser.storage.local.get('linkHosts')) as { linkHosts?: string[] };
  return askPage(tabId, 'links.list', { hosts });
}

/** The task links of a tab. A page that we were not let into is read this once: opening the popup on it is the permission. */
export async function viewPage(tab: Tabs.Tab | undefined, sites: Sites): Promise<PageView> {
  const origin = originOf(tab);
  if (tab?.id === undefined || !origin) return { mode: 'ask', granted: false, links: [] };
  const [mode, granted] = [await sites.mode(origin), await sites.granted(origin)];
  const [byPolicy, unseen] = [await sites.isFixed(origin), await sites.isUnseen(origin)];
  const site = { origin, mode, granted, ...(unseen && { unseen }), ...(byPolicy && { byPolicy }) } as const;
  // Nothing of ours goes into a page that was switched off.
  let look = mode === 'off' ? undefined : await lookInto(tab.id);
  if (look && !granted && !look.hasControls && (await inject(tab.id, 'scout.js')))
    for (let waited = 0; waited < FIRST_LOOK_MS && !look?.hasControls; waited += LOOK_AGAIN_MS) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      look = await lookInto(tab.id);
    }
  const { links = [], isCut, isCrowded, foreignFrames } = look ?? {};
  return {
    ...site,
    links,
    ...(isCut && { isCut }),
    ...(isCrowded && { isCrowded }),
    ...(foreignFrames && { foreignFrames }),
  };
}
