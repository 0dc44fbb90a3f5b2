import { t } from '../lib/i18n';
import type { Progress } from '../lib/task/status';

/** What a ring tells, by its shape first and its colour second. */
export type RingState =
  | 'todo'
  | 'done'
  | 'overdue'
  | 'waiting'
  | 'busy'
  | 'failed'
  | 'locked'
  | 'unread'
  | 'signed_out';

const CIRCLE = 'M10 2.5a7.5 7.5 0 1 0 .1 0';

const SHAPES: Record<RingState, { circle: string; mark?: string }> = {
  todo: { circle: CIRCLE },
  done: { circle: CIRCLE, mark: 'm6.3 10.3 2.6 2.5 4.8-5.2' },
  overdue: { circle: CIRCLE, mark: 'M10 6.4v4.4M10 13.2v.1' },
  waiting: { circle: CIRCLE, mark: 'M10 6v4.2l2.8 1.7' },
  busy: { circle: 'M10 2.5a7.5 7.5 0 1 1-7.5 7.5' },
  failed: { circle: 'M10 2 1.6 16.6h16.8Z', mark: 'M10 7.5v4.2M10 14v.1' },
  locked: { circle: 'M4.5 9h11v8h-11Z', mark: 'M6.8 9V6.2a3.2 3.2 0 0 1 6.4 0V9' },
  unread: { circle: CIRCLE },
  signed_out: { circle: CIRCLE, mark: 'M8.2 9.9a2 2 0 1 0 .1 0M9.7 10.5l3.8-3.8M12 8.2l1.3 1.3' },
};

interface RingFacts {
  readonly done: boolean;
  readonly overdue: boolean;
  readonly may: boolean;
  readonly progress: Progress;
}

/** Which ring stands for a task that was read. A change under way or refused is told before the state itself. */
export function ringState({ done, overdue, may, progress }: RingFacts): RingState {
  if (progress === 'parked') return 'failed';
  if (progress === 'waiting') return 'waiting';
  if (progress === 'sending') return 'busy';
  if (done) return 'done';
  if (!may) return 'locked';
  return overdue ? 'overdue' : 'todo';
}

export function StateRing({ state }: { state: RingState }) {
  const { circle, mark } = SHAPES[state];
  return (
    <svg class={`ring ring-${state}`} viewBox="0 0 20 20" role="img" aria-label={t(`state_${state}`)}>
      <path class={state === 'busy' ? 'turning' : ''} d={circle} />
      {mark && <path class="ring-mark" d={mark} />}
    </svg>
  );
}
