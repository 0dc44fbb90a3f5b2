import { describe, expect, it } from 'vitest';
import { click, find, listenTo, seeText, signIn } from '../support/steps';
import { useStage } from './harness';

describe('signing in', () => {
  const stage = useStage();

  it('says what to do when consent is denied, and stores no session', async () => {
    const heard = listenTo(stage.sandbox);
    const options = await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen', answer: 'Deny' });
    await seeText(options, 'in the sign-in window. Sign in again and allow it');
    await find(options, 'Sign in');
    expect(heard.requests().filter(({ api }) => api.includes('token'))).toEqual([]);
  });

  it('goes through the consent page, with PKCE S256 and a state', async () => {
    const heard = listenTo(stage.sandbox);
    await signIn(stage.chromium, stage.sandbox, { user: 'Anna Chen' });
    const authorize = heard.requests().find(({ path }) => path.endsWith('/authorize'));
    expect(authorize?.query).toMatchObject({ response_type: 'code', code_challenge_method: 'S256' });
    expect(authorize?.query.scope?.split(' ').sort()).toEqual(['offline_access', 'task:task:read', 'task:task:write']);
    expect(authorize?.query.state?.length).toBeGreaterThan(15);
    expect(authorize?.host).toBe('accounts.feishu.cn');
  });

  it('signs out: revokes and forgets', async () => {
    const heard = listenTo(stage.sandbox);
    const options = await stage.chromium.openOptions();
    await click(options, 'Sign out');
    await find(options, 'Sign in');
    expect(heard.requests().some(({ path }) => path.includes('revoke'))).toBe(true);
  });

  it('signs in to Lark beside it, on its own hosts', async () => {
    const heard = listenTo(stage.sandbox);
    const lark = stage.sandbox.apps.find(({ brand }) => brand === 'lark');
    await signIn(stage.chromium, stage.sandbox, { user: 'Maya Fischer', ...(lark && { appId: lark.app_id }) });
    const hosts = new Set(heard.requests().map(({ host }) => host));
    expect([...hosts].sort()).toEqual(['accounts.larksuite.com', 'open.larksuite.com']);
  });
});
