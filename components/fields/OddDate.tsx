import { t } from '../../lib/i18n';
import { Sentence } from '../Sentence';

/** Beside an empty date input: what the task holds in the place of a date. */
export function OddDate({ timestamp }: { timestamp: string | undefined }) {
  if (timestamp === undefined) return null;
  return (
    <span class="hint block">
      <Sentence words={(place) => t('not_a_date_kept', place)} text={timestamp} longest={40} />
    </span>
  );
}
