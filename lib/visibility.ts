/**
 * Whether this browser can say what is visible to the user (IntersectionObserver v2). Firefox cannot; it takes the options and
 * says nothing.
 */
export const tracksVisibility = (): boolean => 'isVisible' in IntersectionObserverEntry.prototype;
