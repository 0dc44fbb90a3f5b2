import { type KnownLinks, knownLinks } from '../../../entrypoints/controls/known-links';
import { torn } from '../../../entrypoints/torn/torn-addresses';
import { unwrap } from '../../../lib/task/gateways';

/** What reads links, with the scripts that controls bring in when they are needed. */
export function wholeReader(): KnownLinks {
  const reader = knownLinks([], () => {
    reader.torn = torn;
    reader.unwrap = unwrap;
  });
  return reader;
}
