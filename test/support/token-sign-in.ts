import type { Page } from 'puppeteer';
import { click, find, seeText } from './steps';
import { type Locale, words } from './words';

/** Pastes a user access token into the options, as for a trial; waits until this user is signed in where one is named. */
export async function signInByToken(
  options: Page,
  { token, user, locale = 'en' }: { readonly token: string; readonly user?: string; readonly locale?: Locale },
): Promise<void> {
  await (await find(options, words('user_access_token', locale), 'textbox')).click({ count: 3 });
  // Pasted, not typed: a token is long.
  await options.keyboard.sendCharacter(token);
  await click(options, words('use_token', locale));
  if (user) await seeText(options, words('signed_in_as', locale, user));
}
