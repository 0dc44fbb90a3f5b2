import type { Attack } from '../attack';

/** An ordinary page of an ordinary site: after resting on the ring a click must act, or at least ask; never do nothing. */
export interface Layout extends Omit<Attack, 'rule'> {
  /** A filter or fade around the link is a reason to ask, also where a well-meaning site has it. */
  readonly asks?: true;
}
