import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { SCOUT, type ScoutHolder } from '../../lib/page-links';
import { unwrap } from '../../lib/task/gateways';
import { torn } from './torn-addresses';

/** Deals with texts for controls, and has them look again. Nothing but this function may use an import: the build evaluates this file in Node. */
export default defineUnlistedScript(() => {
  const scout = (globalThis as ScoutHolder)[SCOUT];
  const { reader } = scout ?? {};
  if (!reader || reader.torn) return;
  reader.torn = torn;
  reader.unwrap = unwrap;
  scout?.show(reader);
});
