import { randomBytes, randomUUID } from 'node:crypto';

/** Lifetimes, ms. */
export const CODE_LIFE = 5 * 60_000;
export const ACCESS_LIFE = 7_200_000;
export const REFRESH_LIFE = 604_800_000;
/** After this much time since the user's consent no refresh works any more (20037). */
export const CONSENT_LIFE = 365 * 86_400_000;

export type Issuer = 'v2' | 'v3';

export interface Code {
  app_id: string;
  open_id: string;
  redirect_uri: string;
  scopes: readonly string[];
  /** Scopes of this very request; the token's are cumulative with earlier consents. */
  offline: boolean;
  challenge: string | undefined;
  method: 'S256' | 'plain';
  issued: number;
  used: boolean;
}

export interface Access {
  app_id: string;
  /** Absent for a tenant token: then the app itself is the caller. */
  open_id: string | undefined;
  tenant_key: string;
  scopes: readonly string[];
  expires: number;
  revoked: boolean;
  /** One consent and everything refreshed from it. */
  family: string;
}

export interface Refresh {
  app_id: string;
  open_id: string;
  scopes: readonly string[];
  issuer: Issuer;
  expires: number;
  consent: number;
  used: boolean;
  revoked: boolean;
  family: string;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT-like string of 1–2 KB that starts with `eyJ`, as the platform's tokens do. Its content means nothing. */
export function makeToken(): string {
  const payload = { jti: randomUUID(), pad: randomBytes(600).toString('hex') };
  return `${encode({ alg: 'ES256', typ: 'JWT' })}.${encode(payload)}.${randomBytes(64).toString('base64url')}`;
}

/** All codes, tokens and consents. Times are ms of the server's clock, handed in. */
export class Tokens {
  readonly codes = new Map<string, Code>();
  readonly access = new Map<string, Access>();
  readonly refresh = new Map<string, Refresh>();
  /** Scopes granted so far, by `app_id open_id`: consent is cumulative. */
  readonly #granted = new Map<string, Set<string>>();

  /** Adds a consent to earlier ones and answers all scopes granted, in order of first consent. */
  grant(appId: string, openId: string, scopes: readonly string[]): string[] {
    const key = `${appId} ${openId}`;
    const granted = this.#granted.get(key) ?? new Set<string>();
    for (const scope of scopes) granted.add(scope);
    this.#granted.set(key, granted);
    return [...granted];
  }

  addCode(code: Code): string {
    const value = randomBytes(48).toString('base64url');
    this.codes.set(value, code);
    return value;
  }

  addAccess(access: Access): string {
    const token = makeToken();
    this.access.set(token, access);
    return token;
  }

  addRefresh(refresh: Refresh): string {
    const token = makeToken();
    this.refresh.set(token, refresh);
    return token;
  }

  /** Ends a whole family (by a refresh token) or one access token; unknown tokens are ignored, as RFC 7009 asks. */
  revoke(token: string): void {
    const access = this.access.get(token);
    if (access) access.revoked = true;
    const family = this.refresh.get(token)?.family;
    if (family === undefined) return;
    for (const entry of [...this.refresh.values(), ...this.access.values()]) {
      if (entry.family === family) entry.revoked = true;
    }
  }

  expireAccess(): void {
    for (const access of this.access.values()) access.expires = 0;
  }

  clear(): void {
    for (const map of [this.codes, this.access, this.refresh, this.#granted]) map.clear();
  }
}
