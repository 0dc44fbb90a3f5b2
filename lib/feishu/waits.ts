/** The longest wait that we take from a server at its word, ms: the limits' windows are a second and a minute (feishu-task-api §6.3). */
export const LONGEST_WAIT_MS = 60_000;
const SHORTEST_WAIT_MS = 1000;
/** No window is this long, s: a greater number was meant as milliseconds. */
const NO_SECONDS = 3600;

/**
 * How long a refusal says to wait, ms: `x-ogw-ratelimit-reset` in seconds, else `Retry-After` in seconds or as a date
 * (RFC 9110 §10.2.3). Always within 1 s … 60 s; nothing when neither header makes sense. `now` in ms.
 */
export function waitIn(headers: Headers, now: number): number | undefined {
  const told = inSeconds(headers.get('x-ogw-ratelimit-reset')) ?? inSeconds(headers.get('retry-after'));
  const wait = told ?? untilDate(headers.get('retry-after'), Date.parse(headers.get('date') ?? '') || now);
  return wait === undefined ? undefined : Math.min(Math.max(wait, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
}

/** Zero says nothing: whoever is told "now" and refused again must still wait longer each time. */
function inSeconds(value: string | null): number | undefined {
  if (!/^\s*\d+(\.\d+)?\s*$/.test(value ?? '')) return undefined;
  const seconds = Number(value);
  if (seconds === 0) return undefined;
  return seconds > NO_SECONDS ? seconds : seconds * 1000;
}

/** Only a date with a zone is one: anything else that a parser takes for a date was never meant so. */
function untilDate(value: string | null, now: number): number | undefined {
  const date = / GMT$/.test(value ?? '') ? Date.parse(value ?? '') : Number.NaN;
  return Number.isFinite(date) && date > now ? date - now : undefined;
}
