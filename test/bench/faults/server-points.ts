import type { RequestEntry } from '../../sandbox/model';
import type { Sandbox } from '../../sandbox/server';
import type { Armed, Reached } from './points';

/** How often the sandbox's log is looked at, ms. */
const LOOK_MS = 5;

export const isRefresh = ({ api, body }: RequestEntry) =>
  api.startsWith('oauth.') && typeof body === 'object' && body !== null && 'refresh_token' in body;

/** Holds the request that the point is about, and tells when it is there; answers how to end this. Other points: nothing. */
export function watchServer(sandbox: Sandbox, armed: Armed, tell: (reached: Reached) => void): () => void {
  const { point, variant } = armed;
  const from = sandbox.requests.length;
  const isPatch = ({ api }: RequestEntry) => api === 'task.v2.patch';
  if (point === 'in flight, not applied') {
    const undo = sandbox.misbehave({ how: 'hang', api: 'task.v2.patch', times: 1 });
    return watch((entry) => isPatch(entry) && entry.status === 0 && entry.code === undefined, undo);
  }
  if (point === 'applied, answer lost') {
    const undo = sandbox.misbehave({ how: 'hang', when: 'after', api: 'task.v2.patch', times: 1 });
    return watch((entry) => isPatch(entry) && entry.status === 0 && entry.code === 0, undo);
  }
  if (variant === 'answer under way') {
    const undo = sandbox.misbehave({ how: 'hang', when: 'after', path: /\/oauth\//, times: 1 });
    return watch((entry) => isRefresh(entry) && entry.status === 0 && entry.code === 0, undo);
  }
  return () => undefined;

  function watch(isThere: (entry: RequestEntry) => boolean, undo: () => void): () => void {
    const timer = setInterval(() => {
      if (sandbox.requests.slice(from).some(isThere)) tell(armed);
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
      undo();
    };
  }
}
