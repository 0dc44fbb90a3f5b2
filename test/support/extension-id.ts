import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Identity {
  key?: string;
  browser_specific_settings?: { gecko?: { id?: string } };
}

/**
 * Chromium's extension id of a build: the first 16 bytes of the SHA-256 of its manifest key, written with the letters a to p.
 * Known before the browser starts, so that the redirect URL can be put on the sandbox's list.
 */
export function chromiumId(key: string): string {
  const hex = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return hex.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/** Where sign-in ends, as `identity.getRedirectURL()` answers in that build: Chromium by key, Firefox by the SHA-1 of its gecko id. */
export function redirectUrl(build: string): string {
  const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8')) as Identity;
  if (manifest.key) return `https://${chromiumId(manifest.key)}.chromiumapp.org/`;
  const gecko = manifest.browser_specific_settings?.gecko?.id ?? '';
  return `https://${createHash('sha1').update(gecko).digest('hex')}.extensions.allizom.org/`;
}
