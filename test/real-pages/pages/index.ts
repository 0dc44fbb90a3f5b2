import { page as codemirror5 } from './codemirror5/page';

/** All pages, by what they have in common; each group is a test file of its own, so that two workers share the time. */
export const GROUPS = {
  editors: [codemirror5],
} as const;

export const PAGES = Object.values(GROUPS).flat();
