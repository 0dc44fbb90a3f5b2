import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { SCOUT, type ScoutHolder } from '../../lib/page-links';
import { unwrap } from '../../lib/task/gateways';
import { tornAddresses } from './torn-addresses';

/** Reads for controls what they cannot, and has them look again. Nothing but this function may use an import: the build evaluates this file in Node. */
export default defineUnlistedScript(() => {
  const scout = (globalThis as ScoutHolder)[SCOUT];
  const { reader } = scout ?? {};
  if (!reader || reader.torn) return;
  reader.torn = tornAddresses;
  reader.unwrap = unwrap;
  scout?.show(reader);
});
