import type { Sandbox } from '../../sandbox/server';
import { click, find, signIn, until } from '../../support/steps';
import type { Home } from './home';
import type { Stored } from './stored';
import type { User } from './user';

/** Who works in a run: one on each platform, and a colleague who borrows the first one's browser. */
export const PEOPLE = { feishu: 'Anna Chen', lark: 'Maya Fischer', guest: '张明德' } as const;
const LARK_APP = 'cli_a000000000000004';
type OwnBrand = 'feishu' | 'lark';

export interface Accounts {
  /** How often a user was asked to sign in again. */
  asked(): number;
  /** Whether somebody else is signed in on Feishu. */
  isGuest(): boolean;
  /** Whether an owner is not signed in. */
  isAway(): boolean;
  /** Somebody else signs in on Feishu, with a token for a trial. */
  swap(): Promise<void>;
  /** Looks whether a session has ended, and counts it once. */
  look(stored: Stored): void;
  /** Signs in whoever was asked to, and the owner in place of the guest. */
  restore(): Promise<void>;
}

export async function openAccounts(home: Home, sandbox: Sandbox, user: User): Promise<Accounts> {
  await signIn(home.chromium, sandbox, { user: PEOPLE.feishu });
  await signIn(home.chromium, sandbox, { user: PEOPLE.lark, appId: LARK_APP });
  let asked = 0;
  let guest = false;
  const ended = new Set<OwnBrand>();

  /** "Sign in", the consent page, "Authorize": the credentials are there already. */
  async function signInAgain(brand: OwnBrand): Promise<void> {
    const person = sandbox.users.find(({ name }) => name === PEOPLE[brand]);
    await until(`${PEOPLE[brand]} to be signed in`, async () => {
      const answer = user.ask('session.login', { brand, extras: [] });
      const target = await home.chromium.browser.waitForTarget((one) => one.url().includes('/authen/v1/authorize'));
      const consent = await target.asPage();
      await (await find(consent, 'User', 'combobox')).select(person?.open_id ?? '');
      await click(consent, 'Authorize');
      return (await answer)?.ok;
    });
  }

  return {
    asked: () => asked,
    isGuest: () => guest,
    isAway: () => guest || ended.size > 0,
    async swap() {
      const answer = await user.ask('session.token', { brand: 'feishu', token: sandbox.tokenFor(PEOPLE.guest) });
      if (answer?.ok) {
        guest = true;
        ended.delete('feishu');
      }
    },
    look({ sessions }) {
      for (const brand of ['feishu', 'lark'] as const) {
        const session = sessions[brand];
        if (brand === 'feishu' && session?.account?.name === PEOPLE.guest) continue;
        if (ended.has(brand) || (session?.refresh_token && session.failure?.kind !== 'signed-out')) continue;
        ended.add(brand);
        asked += 1;
      }
    },
    async restore() {
      if (guest) ended.add('feishu');
      for (const brand of ended) await signInAgain(brand);
      guest = false;
      ended.clear();
    },
  };
}
