import type { Browser } from 'webextension-polyfill';
import { browser } from 'wxt/browser';

/**
 * The browser's own API. Under manifest 3 it answers with promises in every browser that we support, so the polyfill would only
 * wrap it; its types are the ones that hold for all of them.
 */
export default browser as unknown as Browser;
