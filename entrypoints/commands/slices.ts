/** One slice of work, ms: a page that draws in the meantime misses no frame. */
const SLICE_MS = 10;
/** The work that one question is worth, ms. */
const MOST_MS = 2_000;

/**
 * Walks a generator in slices, and gives each thing that it finds to `take` until that wants no more. Resolves to whether the end
 * was reached.
 */
export async function inSlices<Found>(
  finds: Iterator<Found | undefined>,
  take: (found: Found) => boolean,
): Promise<boolean> {
  for (let worked = 0; worked < MOST_MS; worked += SLICE_MS) {
    const end = performance.now() + SLICE_MS;
    while (performance.now() < end) {
      const { done, value } = finds.next();
      if (done) return true;
      if (value && !take(value)) return false;
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
  return false;
}
