import { render } from 'preact';
import { OwnPage } from '../../components/OwnPage';
import { locale } from '../../lib/i18n';
import type { PopupOpening, Result } from '../../lib/messages/contract';
import { App } from './App';
import type { PopupQuery } from './query';

/**
 * So long nothing is drawn while it is not known what is to be shown, ms. Mostly that comes within 30, and a frame that stands
 * for so short a time holds up the next one, which has the form.
 */
export const PATIENCE_MS = 150;

/** Draws the popup: what is known of the opening as soon as it is, and meanwhile its frame where that takes long. */
export async function start(query: PopupQuery, opening: Promise<Result<PopupOpening>>): Promise<void> {
  document.documentElement.lang = locale();
  document.documentElement.classList.toggle('small-window', query.inWindow);
  // The first script does not wait for the page and its sheets; what is drawn does, since drawing looks at sizes.
  if (document.readyState !== 'complete') await new Promise((loaded) => addEventListener('load', loaded));
  const over = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  const known = await Promise.race([opening, over]);
  render(
    <OwnPage page="popup">
      <App query={query} opening={known ?? opening} />
    </OwnPage>,
    document.getElementById('app') as HTMLElement,
  );
}
