import fc from 'fast-check';

/** Where a value stands inside a JSON value: keys and positions from the top. */
export type Path = readonly (string | number)[];

/** Every place inside a JSON value, the outer ones first. */
export function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = [...at, Array.isArray(value) ? Number(key) : key];
    return [path, ...pathsOf(inner, path)];
  });
}

export const ABSENT = Symbol('absent');

/** The value with another one at that place, or with nothing there. */
export function replaced(value: unknown, [key, ...rest]: Path, by: (old: unknown) => unknown): unknown {
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  const at = key as string | number;
  const next = rest.length > 0 ? replaced(copy[at], rest, by) : by(copy[at]);
  if (next !== ABSENT) copy[at] = next;
  else if (Array.isArray(copy)) copy.splice(Number(at), 1);
  else delete copy[at];
  return copy;
}

/** What servers and tools put in the place of a value: another type, nothing, an empty one, another size, a wrapping. */
export const SPOILERS: Readonly<Record<string, (old: unknown) => unknown>> = {
  absent: () => ABSENT,
  null: () => null,
  'an empty text': () => '',
  'an empty object': () => ({}),
  'an empty list': () => [],
  'a list of null': () => [null],
  zero: () => 0,
  'a negative number': () => -1,
  'a part of a number': () => 12.5,
  'a number beyond all others': () => 1e308,
  true: () => true,
  false: () => false,
  'a word': () => 'paused',
  'the same as a text': (old) => (typeof old === 'object' ? JSON.stringify(old) : String(old)),
  'the same as a number': (old) => (Number.isFinite(Number(old)) ? Number(old) : 7),
  'the same in a list': (old) => [old],
  'the same in an object': (old) => ({ value: old }),
  'a list of odd things': (old) => [old, 1, 'x', { x: [null, {}] }, [[]]],
  'a deep object': () => ({ a: { b: { c: [{ d: null }] } }, guid: 5 }),
  'nanoseconds as a text': () => '1775174400123000000',
  'a long text': () => 'x'.repeat(20_000),
  'a long number': () => '9'.repeat(500),
  'a text that turns and hides': () => '\u202e\u200b<b>\u0000',
  'a prototype': () => JSON.parse('{"__proto__":{"x":1},"constructor":5,"toString":0,"hasOwnProperty":1}'),
};

export interface Spoilt {
  /** As it was. */
  readonly sample: unknown;
  readonly value: unknown;
  readonly path: Path;
  readonly how: string;
}

/** One of these values with one place of it spoilt. */
export function spoilt(samples: readonly unknown[]): fc.Arbitrary<Spoilt> {
  const places = samples.flatMap((sample) => pathsOf(sample).map((path) => ({ sample, path })));
  return fc.tuple(fc.nat(places.length - 1), fc.constantFrom(...Object.keys(SPOILERS))).map(([place, how]) => {
    const { sample, path } = places[place] as (typeof places)[number];
    return { sample, value: replaced(sample, path, SPOILERS[how] ?? (() => ABSENT)), path, how };
  });
}
