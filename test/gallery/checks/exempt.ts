import type { Check } from '../judge';

/** What a check finds and nobody has to mend, each with the reason. */
export const EXEMPT: readonly { check: Check; what: RegExp; cell?: RegExp; why: string }[] = [
  {
    check: 'axe',
    what: /^(page-has-heading-one|landmark-one-main): <html/,
    cell: /^(list · opening|options · (being read|storage broken)|form · part that failed|(task|confirm|notice|error) ·) /,
    why: 'While nothing is known of a task, or it cannot be read or drawn, there is neither a title to head the popup nor anything for its main part.',
  },
  {
    check: 'axe',
    what: /^label-content-name-mismatch: <button type="button" aria-label="Monday"/,
    why: 'The day is said whole where three letters of it are seen; who says “Mon” to speech input finds it by the beginning of its name.',
  },
  {
    check: 'axe',
    what: /^scrollable-region-focusable: <ul>/,
    why: 'Chromium since 130 and Firefox reach what scrolls by the keyboard of their own accord.',
  },
];
