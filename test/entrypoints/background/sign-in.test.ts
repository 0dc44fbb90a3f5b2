import { describe, expect, it } from 'vitest';
import { readAnswer, scopesFor } from '../../../entrypoints/background/sign-in';
import { toFailure } from '../../../lib/failure';

const REDIRECT = 'https://kagmhdfpdfafghcocnjmfkeicjneanec.chromiumapp.org/';
const STATE = 'state-of-this-attempt';

/** Why an answer is not taken; nothing when it is. */
function refusal(answer: string): string | undefined {
  try {
    readAnswer(answer, REDIRECT, STATE);
    return undefined;
  } catch (error) {
    return toFailure(error).reason;
  }
}

describe('the address that a sign-in comes back to', () => {
  it('carries the code of this attempt', () => {
    expect(readAnswer(`${REDIRECT}?code=abc-123&state=${STATE}`, REDIRECT, STATE)).toEqual({ code: 'abc-123' });
  });

  it.each([
    ['of another attempt', `${REDIRECT}?code=abc&state=another`, 'state_mismatch'],
    ['without a state', `${REDIRECT}?code=abc`, 'state_mismatch'],
    ['with an empty state', `${REDIRECT}?code=abc&state=`, 'state_mismatch'],
    ['with another state before ours', `${REDIRECT}?code=abc&state=another&state=${STATE}`, 'state_mismatch'],
    ['on another host', `https://evil.example.com/?code=abc&state=${STATE}`, 'state_mismatch'],
    ['without encryption', `${REDIRECT.replace('https', 'http')}?code=abc&state=${STATE}`, 'state_mismatch'],
    ['on another path', `${REDIRECT}else?code=abc&state=${STATE}`, 'state_mismatch'],
    ['denied, of another attempt', `${REDIRECT}?error=access_denied&state=another`, 'state_mismatch'],
    ['denied', `${REDIRECT}?error=access_denied&state=${STATE}`, 'login_denied'],
    ['denied, with a code beside it', `${REDIRECT}?error=access_denied&code=abc&state=${STATE}`, 'login_denied'],
    ['with another error', `${REDIRECT}?error=temporarily_unavailable&state=${STATE}`, 'code_refused'],
    ['without a code', `${REDIRECT}?state=${STATE}`, 'code_refused'],
    ['with an empty code', `${REDIRECT}?code=&state=${STATE}`, 'code_refused'],
    ['with everything in the fragment', `${REDIRECT}#code=abc&state=${STATE}`, 'state_mismatch'],
  ])('%s is refused', (_, answer, reason) => {
    expect(refusal(answer)).toBe(reason);
  });
});

describe('the scopes that are asked for', () => {
  const core = ['offline_access', 'task:task:read', 'task:task:write'];

  it.each([
    ['none ticked', [], core],
    ['one ticked', ['task:tasklist:read'], [...core, 'task:tasklist:read']],
    ['a core one ticked again', ['task:task:read'], core],
    ['the old scope, which stands alone', ['task:task'], ['offline_access', 'task:task']],
    ['what is no scope', ['task:task:read admin', 'a&b', ''], core],
  ])('%s', (_, extras, scopes) => {
    expect(scopesFor(extras)).toEqual(scopes);
  });
});
