import type { Check } from '../judge';

/** What a check finds and nobody has to mend, each with the reason. */
export const EXEMPT: readonly { check: Check; what: RegExp; cell?: RegExp; why: string }[] = [];
