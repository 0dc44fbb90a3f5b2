/** Shorter text is more likely a word. */
const SHORTEST = 8;

/**
 * What a text says where it is Base64 (RFC 4648 §4, with padding) of readable UTF-8; nothing otherwise. An ordinary word
 * of the right length and letters is almost never readable when decoded.
 */
export function readableBase64(text: string): string | undefined {
  const packed = text.trim().replace(/\r?\n/g, '');
  if (packed.length < SHORTEST || packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
    const read = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /(?![\t\n\r])\p{Cc}/u.test(read) ? undefined : read;
  } catch {
    return undefined;
  }
}
