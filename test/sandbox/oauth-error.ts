/** A refusal of a token endpoint: a flat body with the platform's code and OAuth's error name. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';

  constructor(
    readonly code: number,
    readonly error: string,
    readonly description: string,
  ) {
    super(description);
  }
}

const TABLE = {
  20001: ['invalid_request', 'A required parameter is missing.'],
  20002: ['invalid_client', 'The client secret is invalid.'],
  20003: ['invalid_grant', 'The authorization code is not found.'],
  20004: ['invalid_grant', 'The authorization code has expired.'],
  20024: ['invalid_grant', 'The authorization code or refresh token belongs to another client.'],
  20026: ['invalid_grant', 'The refresh token is invalid.'],
  20036: ['unsupported_grant_type', 'The grant_type is not supported.'],
  20037: ['invalid_grant', 'The refresh token has expired.'],
  20048: ['invalid_client', 'The app does not exist.'],
  20049: ['invalid_grant', 'The PKCE check failed.'],
  20063: ['invalid_request', 'The request is malformed.'],
  20064: ['invalid_grant', 'The refresh token has been revoked.'],
  20065: ['invalid_grant', 'The authorization code has been used.'],
  20067: ['invalid_scope', 'A scope is listed twice.'],
  20068: ['invalid_scope', 'The scope exceeds what was granted.'],
  20070: ['invalid_request', 'Two client authentication methods were sent.'],
  20071: ['invalid_grant', 'The redirect_uri differs from the one of the authorization.'],
  20073: ['invalid_grant', 'The refresh token has been used.'],
  20074: ['unauthorized_client', 'Refreshing is not enabled for the app.'],
} as const;

/** The refusal with this code, as reference §5.5 lists it. */
export function oauthError(code: keyof typeof TABLE, more = ''): OAuthError {
  const [error, description] = TABLE[code];
  return new OAuthError(code, error, more === '' ? description : `${description} ${more}`);
}
