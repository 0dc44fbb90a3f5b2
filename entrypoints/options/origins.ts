/** What "All sites" asks the browser for; the manifest names the same as optional. */
export const ALL_SITES: readonly string[] = ['https://*/*', 'http://*/*'];

const EVERYTHING: ReadonlySet<string> = new Set(['<all_urls>', '*://*/*', 'https://*/*']);

/** Do these match patterns cover every web page? Plain http alone does not count. */
export function grantsAllSites(origins: readonly string[]): boolean {
  return origins.some((origin) => EVERYTHING.has(origin));
}

/**
 * The patterns that the user chose one by one: neither all sites, nor the hosts that Tasklark itself talks to (granted at
 * install, or for a custom brand).
 */
export function chosenSites(
  origins: readonly string[],
  installed: readonly string[],
  customHosts: readonly string[],
): readonly string[] {
  const own = new Set([...installed, ...customHosts.map((address) => `${new URL(address).origin}/*`)]);
  return origins.filter((origin) => !own.has(origin) && !EVERYTHING.has(origin) && !ALL_SITES.includes(origin)).sort();
}

/**
 * What the user typed as a site, as a match pattern: a host, `*.host`, or any address on it; https unless http is typed.
 * Nothing when it is neither. A port is dropped: without one a pattern covers every port, and Firefox takes none.
 */
export function sitePattern(typed: string): string | undefined {
  const [, scheme = 'https', subdomains = '', rest = ''] = /^(?:(https?):\/\/)?(\*\.)?(.+)$/i.exec(typed.trim()) ?? [];
  if (rest.includes('://')) return;
  try {
    const { hostname } = new URL(`${scheme.toLowerCase()}://${rest}`);
    // Letters of other scripts are punycode by now.
    if (!/^[a-z\d-]+(\.[a-z\d-]+)*$|^\[[\da-f:.]+\]$/.test(hostname)) return;
    return `${scheme.toLowerCase()}://${subdomains}${hostname}/*`;
  } catch {
    return;
  }
}

/** A match pattern as people read it: the host, with its scheme only when that is not https. */
export function patternName(pattern: string): string {
  return pattern.replace(/^https:\/\//, '').replace(/\/\*$/, '');
}
