import * as z from 'zod/mini';

/** An object each of whose keys and values fits. zod's own `record` does the same at twenty times the weight. */
export function recordOf<Value>(key: z.ZodMiniType<string>, value: z.ZodMiniType<Value>) {
  const fits = ([name, one]: [string, unknown]) => key.safeParse(name).success && value.safeParse(one).success;
  const isRecord = (found: unknown) =>
    typeof found === 'object' && found !== null && !Array.isArray(found) && Object.entries(found).every(fits);
  type Fitting = Record<string, Value>;
  return z.unknown().check(z.refine(isRecord)) as z.ZodMiniType as z.ZodMiniType<Fitting, Fitting>;
}
