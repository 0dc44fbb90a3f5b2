/**
 * Normalises a decimal number as the platform stores it: no plus sign, no needless zeros, rounded half up
 * (away from zero) to `digits` after the point. Undefined when the text is anything but a plain decimal number.
 */
export function normaliseNumber(text: string, digits: number): string | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  // Exact arithmetic: scale to an integer with one digit more than wanted, then round on it.
  const padded = fraction.padEnd(digits + 1, '0');
  const kept = BigInt(whole + padded.slice(0, digits));
  const rounded = kept + (padded.charAt(digits) >= '5' ? 1n : 0n);
  const all = rounded.toString().padStart(digits + 1, '0');
  const integer = all.slice(0, all.length - digits);
  const rest = all.slice(all.length - digits).replace(/0+$/, '');
  const value = rest === '' || digits === 0 ? integer : `${integer}.${rest}`;
  return sign === '-' && value !== '0' ? `-${value}` : value;
}
