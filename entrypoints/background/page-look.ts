import browser from 'webextension-polyfill';

/** What one look into a tab's top document shows, from the isolated world that scout and controls share. */
export interface PageLook {
  /** Whether a copy of scout is there. */
  readonly hasScout: boolean;
  /** How many task links it knows. */
  readonly found: number;
  /** Frames of other sites that are large enough to show something. */
  readonly foreignFrames: number;
  /** Texts and addresses in which a task link may be written, wherever they stand. Read here, never kept. */
  readonly texts: readonly string[];
}

/** Looks around once; nothing where the browser lets no extension in, or has not been told to. */
export async function lookAround(tabId: number): Promise<PageLook | undefined> {
  try {
    const [answer] = await browser.scripting.executeScript({ target: { tabId, frameIds: [0] }, func: look });
    return answer?.result as PageLook | undefined;
  } catch {
    return undefined;
  }
}

/** Runs in the page, so it uses nothing from outside of itself. `__tasklark` is SCOUT of lib/page-links.ts. */
function look(): PageLook {
  const scout = (globalThis as { __tasklark?: { reader?: { found: ReadonlySet<unknown> } } }).__tasklark;
  const texts: string[] = [];
  /** Enough to tell that there are some. */
  const most = 200;
  const take = (text: string | null | undefined) => {
    if (text && texts.length < most && /todo(\/|%2f)/i.test(text)) texts.push(text.slice(0, 10_000));
  };
  for (const link of document.querySelectorAll<HTMLElement>('a[href*=todo], area[href*=todo]'))
    take((link as HTMLAnchorElement).href);
  for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea')) take(field.value);
  // Not `textContent`, which holds scripts too; nor `innerText`, which makes the browser lay the page out.
  const walker = document.createTreeWalker(document.body ?? document, NodeFilter.SHOW_TEXT);
  for (let looked = 0; looked < 100_000 && texts.length < most && walker.nextNode(); looked += 1)
    if (!walker.currentNode.parentElement?.closest('script, style, noscript')) take(walker.currentNode.nodeValue);
  const isLarge = (frame: HTMLIFrameElement) => frame.offsetWidth > 60 && frame.offsetHeight > 60;
  const foreign = [...document.querySelectorAll('iframe')].filter((frame) => !frame.contentDocument && isLarge(frame));
  return { hasScout: scout !== undefined, found: scout?.reader?.found.size ?? 0, foreignFrames: foreign.length, texts };
}
