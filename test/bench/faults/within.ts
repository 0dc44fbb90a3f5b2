/** Something took too long or broke off: the driver no longer knows where the browser stands. */
export class Stuck extends Error {}

/** The value of `work`, or `Stuck` after `ms`. */
export async function within<Value>(what: string, ms: number, work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Stuck(`${what}: nothing in ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // Whoever waited is gone; what it comes to is nobody's any more.
    work.catch(() => undefined);
  }
}
