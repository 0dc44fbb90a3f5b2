import type { Page } from 'puppeteer';
import type { Answers, Input, RequestName, Result } from '../../lib/messages/contract';

/** Asks the background as one of our own pages does, for what would take a person hundreds of clicks. */
export function askAs<Name extends RequestName>(
  page: Page,
  type: Name,
  input: Input<Name>,
): Promise<Result<Answers[Name]>> {
  // A string of code, since the page's own `chrome` is none of this file's.
  const message = JSON.stringify({ type, input });
  return page.evaluate(`chrome.runtime.sendMessage(${message})`) as Promise<Result<Answers[Name]>>;
}
