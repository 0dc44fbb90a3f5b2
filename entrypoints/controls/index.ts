import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { FEED, type FeedHolder } from '../../lib/page-links';
import { run } from './run';

/** Where this world keeps the running copy, so that a newer one can retire it; the page cannot see it. */
type Holder = FeedHolder & { __tasklark_run?: AbortController };

/** Takes the links over from scout. Nothing but this function may use an import: the build evaluates this file in Node. */
export default defineUnlistedScript(() => {
  const holder = globalThis as Holder;
  const feed = holder[FEED];
  if (!feed) return;
  holder.__tasklark_run?.abort();
  const life = new AbortController();
  holder.__tasklark_run = life;
  void run(feed, life);
});
