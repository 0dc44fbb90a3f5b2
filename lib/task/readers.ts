import { isRecord } from './meaning';

/** What a part is, as far as it could be read; `raw` is there when not all of it could, and must not be sent back changed. */
export interface Reading {
  readonly value?: unknown;
  readonly raw?: unknown;
}
export type Reader = (raw: unknown) => Reading;

/** null, `{}`, `[]`, and a list of nothing but null. */
export const isNothing = (raw: unknown) =>
  raw === undefined || raw === null || (typeof raw === 'object' && Object.keys(raw).length === 0);

/** A reader of what is there. */
export const given =
  (read: Reader): Reader =>
  (raw) =>
    isNothing(raw) ? {} : read(raw);

/** A reader of what is no text: there "" is nothing as well. */
export const filled = (read: Reader): Reader => given((raw) => (raw === '' ? {} : read(raw)));

export const text: Reader = given((raw) => (typeof raw === 'object' ? { raw } : { value: String(raw) }));

const FLAGS: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false };

export const flag: Reader = given((raw) => {
  const word = typeof raw === 'object' ? '{}' : String(raw).toLowerCase();
  return word === '' ? {} : Object.hasOwn(FLAGS, word) ? { value: FLAGS[word] } : { raw };
});

export const number: Reader = given((raw) => {
  const value = typeof raw === 'object' ? Number.NaN : Number(raw);
  return raw === '' ? {} : Number.isFinite(value) && typeof raw !== 'boolean' ? { value } : { raw };
});

/** An object whose parts are read by these readers; what they do not name stays as it is. One unreadable part spoils it. */
export const object = (parts: Readonly<Record<string, Reader>>): Reader =>
  filled((raw) => {
    if (!isRecord(raw)) return { raw };
    const { value, unreadable } = readParts(raw, parts);
    if (unreadable) return { value, raw };
    return isNothing(value) ? {} : { value };
  });

/** The items that could be read; `raw` are the others. */
export const list =
  (item: Reader): Reader =>
  (raw) => {
    if (!Array.isArray(raw)) return isNothing(raw) || raw === '' ? {} : { raw };
    const readings = raw.filter((one) => one !== undefined && one !== null).map(item);
    const bad = readings.flatMap((reading) => ('raw' in reading ? [reading.raw] : []));
    const value = readings.flatMap((reading) => ('value' in reading ? [reading.value] : []));
    return bad.length > 0 ? { value, raw: bad } : { value };
  };

export function readParts(raw: Readonly<Record<string, unknown>>, parts: Readonly<Record<string, Reader>>) {
  const value: Record<string, unknown> = { ...raw };
  const unreadable: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(parts)) {
    if (!(name in raw)) continue;
    const reading = read(raw[name]);
    if ('raw' in reading) unreadable[name] = reading.raw;
    if (reading.value === undefined) delete value[name];
    else value[name] = reading.value;
  }
  return { value, ...(Object.keys(unreadable).length > 0 && { unreadable }) };
}
