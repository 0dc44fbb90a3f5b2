import { t } from '../lib/i18n';
import { RING_SHAPES, type RingState } from '../lib/task/ring-shapes';
import type { Progress } from '../lib/task/status';

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
  const [outline, mark] = RING_SHAPES[state];
  return (
    <svg class={`ring ring-${state}`} viewBox="0 0 16 16" role="img" aria-label={t(`state_${state}`)}>
      <path d={outline} />
      {mark && <path class={state === 'busy' ? 'ring-mark turning' : 'ring-mark'} d={mark} />}
    </svg>
  );
}
