import { locale, t } from '../../lib/i18n';
import type { OperationView } from '../../lib/messages/contract';
import { useSeconds } from './use-seconds';

/** A wait that is longer than this, s, is told as a time of the day. */
const LONG_S = 120;

/** Since when a change waits and when it is tried again; not read out anew each second. */
export function WaitTimes({ createdAt, nextAt }: Pick<OperationView, 'createdAt' | 'nextAt'>) {
  const left = useSeconds(nextAt) ?? 0;
  return (
    <p class="quiet" role="timer" aria-live="off">
      {[t('waits_since', momentWords(createdAt)), ...(nextAt === undefined ? [] : [nextWords(left, nextAt)])].join(
        ' · ',
      )}
    </p>
  );
}

function nextWords(left: number, nextAt: number): string {
  if (left === 0) return t('trying_now');
  return left > LONG_S ? t('next_try_at', momentWords(nextAt)) : t('next_try', left);
}

/** A moment (ms since 1970) of today as its time alone. */
function momentWords(ms: number): string {
  const isToday = new Date(ms).toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(locale(), {
    timeStyle: 'short',
    ...(!isToday && { dateStyle: 'medium' }),
  }).format(ms);
}
