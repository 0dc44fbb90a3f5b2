import { t } from '../../lib/i18n';
import { useSeconds } from './use-seconds';

/** How long a completion can still be taken back without a trace; not read out anew each second. */
export function HeldWords({ until }: { until: number }) {
  const left = useSeconds(until) ?? 0;
  return (
    <span role="timer" aria-live="off">
      {left > 0 ? t('held_seconds', left) : t('held_now')}
    </span>
  );
}
