import type { Tripped } from './rates';

/** A refusal as the platform words it: HTTP status, code of the body, text, and the parts of `error`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: number,
    readonly msg: string,
    readonly detail: Record<string, unknown> = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(msg);
  }
}

/** 400/1470400: a parameter breaks a rule of the task API; the text has the documented shape. */
export function invalidParam(field: string, reason: string): ApiError {
  return new ApiError(400, 1470400, `Invalid Param '${field}', ${reason}`);
}

/** 400/99992402: wrong type or missing, found by the gateway before the task service sees the call. */
export function badField(field: string, description: string, value: unknown = ''): ApiError {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return new ApiError(400, 99992402, 'field validation failed', {
    field_violations: [{ field, value: text, description }],
  });
}

/** 403/1470403: the caller may not read or edit this resource. */
export function noRight(right: 'read' | 'edit', what = 'task'): ApiError {
  return new ApiError(403, 1470403, `No permission to ${right} the ${what}.`);
}

/** 404/1470404: missing or deleted. */
export function notFound(what = 'task'): ApiError {
  return new ApiError(404, 1470404, `The ${what} does not exist or has been deleted.`);
}

/** 500/1470500: server error; also content review, wrong member ids, and a mode-1 task completed by a non-creator. */
export function serverError(): ApiError {
  return new ApiError(500, 1470500, 'Server error.');
}

/** 429/99991400, with the headers that tell how long to wait. */
export function tooMany({ limit, reset }: Tripped): ApiError {
  const headers = { 'x-ogw-ratelimit-limit': String(limit), 'x-ogw-ratelimit-reset': String(reset) };
  return new ApiError(429, 99991400, 'request trigger frequency limit', {}, headers);
}
