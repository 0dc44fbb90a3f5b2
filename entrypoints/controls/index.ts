import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { ask } from '../../lib/messages/ask';
import { SCOUT, type ScoutHolder } from '../../lib/page-links';
import { knownLinks } from './known-links';
import { run } from './run';

/** Where this world keeps the running copy, so that a newer one can retire it; the page cannot see it. */
const RUN = Symbol.for('tasklark.run');

type Holder = ScoutHolder & { [RUN]?: AbortController };

/** Takes over what scout found. Nothing but this function may use an import: the build evaluates this file in Node. */
export default defineUnlistedScript(async () => {
  const holder = globalThis as Holder;
  const scout = holder[SCOUT];
  if (!scout) return;
  holder[RUN]?.abort();
  const life = new AbortController();
  holder[RUN] = life;
  // The link hosts of a private deployment; where they cannot be read the official ones remain.
  const { linkHosts = [] } = await browser.storage.local
    .get<{ linkHosts?: string[] }>('linkHosts')
    .catch((): { linkHosts?: string[] } => ({}));
  if (life.signal.aborted) return;
  let tornAsked: unknown;
  const links = knownLinks(linkHosts, () => {
    tornAsked ??= ask('torn.inject', {});
  });
  scout.show(links);
  void run(links, life, scout.stop);
});
