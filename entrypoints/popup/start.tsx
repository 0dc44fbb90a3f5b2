import { render } from 'preact';
import { locale } from '../../lib/i18n';
import type { PopupOpening, Result } from '../../lib/messages/contract';
import { App } from './App';
import type { PopupQuery } from './query';

/** Draws the popup: at once what is known of the opening, and its frame while nothing is. */
export async function start(query: PopupQuery, opening: Promise<Result<PopupOpening>>): Promise<void> {
  document.documentElement.lang = locale();
  document.documentElement.classList.toggle('small-window', query.inWindow);
  // The first script does not wait for the page and its sheets; what is drawn does, since drawing looks at sizes.
  if (document.readyState !== 'complete') await new Promise((loaded) => addEventListener('load', loaded));
  // Nothing where it has not come yet.
  const known = await Promise.race([opening, undefined]);
  render(<App query={query} opening={known ?? opening} />, document.getElementById('app') as HTMLElement);
}
