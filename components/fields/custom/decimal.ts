import { normalNumber } from '../../../lib/task/custom-fields';

/** Exact arithmetic on plain decimal numbers as texts: the API keeps up to 20 characters, more than a float holds. */

const PLAIN = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** Whether a text is a plain decimal number: digits, perhaps a sign and a point; no exponent, separators or unit. */
export function isDecimal(text: string): boolean {
  return PLAIN.test(text) && /\d/.test(text);
}

/** The number with its point moved `places` to the right (or to the left, below 0). Not a number: unchanged. */
export function movePoint(text: string, places: number): string {
  const match = isDecimal(text) ? PLAIN.exec(text) : null;
  if (!match) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  const [left, right] = [whole.padStart(1 - Math.min(places, 0), '0'), fraction.padEnd(Math.max(places, 0), '0')];
  const digits = left + right;
  const point = left.length + places;
  return normalNumber(`${sign}${digits.slice(0, point)}.${digits.slice(point)}`);
}

/** Rounded half away from zero to `places` after the point, as the platform stores it (feishu-task-api §3.9). Not a number: unchanged. */
export function rounded(text: string, places: number): string {
  const match = isDecimal(text) ? PLAIN.exec(text) : null;
  if (!match) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  const kept =
    BigInt(whole + fraction.slice(0, places).padEnd(places, '0')) + (fraction.charAt(places) >= '5' ? 1n : 0n);
  const digits = kept.toString().padStart(places + 1, '0');
  return normalNumber(`${sign}${digits.slice(0, digits.length - places)}.${digits.slice(digits.length - places)}`);
}

/** As it is read: at least `places` digits after the point, and its thousands parted by commas where the field wants that. */
export function spelled(text: string, places: number, thousands: boolean): string {
  const [whole = '', fraction = ''] = text.split('.');
  const left = thousands ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  const right = fraction.padEnd(places, '0');
  return right ? `${left}.${right}` : left;
}
