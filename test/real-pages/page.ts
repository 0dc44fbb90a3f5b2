import type { BundleOptions } from './bundle';
import type { Aspect, Fault } from './oracles';

/** A page made with a real library: `pages/NAME/`, with `client.ts`, `markup.ts` and this. */
export interface RealPage extends BundleOptions {
  /** Its folder. */
  readonly name: string;
  /** What it is, and what happens in it, for the names of tests. */
  readonly title: string;
  /** Its script comes this late, ms; at once where absent. */
  readonly late?: number;
  /** Where no ring may stand, as a selector: what the page's editors and buttons are. */
  readonly closed?: string;
  /** At least so many places of addresses are there at some time of the walk. */
  readonly places: number;
  /** What happens first; "name" or "name:seed". */
  readonly script?: readonly string[];
  /** So many more steps at random. */
  readonly steps?: number;
  /** Steps that only the script takes. */
  readonly scripted?: readonly string[];
  /** Its steps draw the same links anew: no moment may be without rings. */
  readonly steady?: true;
  /** What is known to fail, and from which fault. */
  readonly faults?: Partial<Record<Aspect, Fault>>;
}
