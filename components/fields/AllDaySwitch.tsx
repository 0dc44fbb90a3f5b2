import { t } from '../../lib/i18n';

interface AllDaySwitchProps {
  readonly allDay: boolean;
  readonly change: (allDay: boolean) => void;
  readonly disabled: boolean;
}

/**
 * One switch for start and due, which must be of one kind; below it how they are meant: a zone, or the same date everywhere.
 * It is a checkbox, drawn as its two states side by side; it lies over the half that is not chosen.
 */
export function AllDaySwitch({ allDay, change, disabled }: AllDaySwitchProps) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <div class="row">
      <span class="row-label" />
      <div class="row-editor all-day">
        <div class={allDay ? 'segments all-day-chosen' : 'segments'}>
          <input
            type="checkbox"
            aria-label={t('all_day')}
            aria-describedby="all-day-meaning"
            checked={allDay}
            disabled={disabled}
            onChange={({ currentTarget }) => change(currentTarget.checked)}
          />
          <span class={allDay ? 'segment' : 'segment chosen'} aria-hidden="true">
            {t('moment')}
          </span>
          <span class={allDay ? 'segment chosen' : 'segment'} aria-hidden="true">
            {t('all_day')}
          </span>
        </div>
        <span class="hint" id="all-day-meaning">
          {allDay ? t('all_day_same_everywhere') : t('zone', timeZone)}
        </span>
      </div>
    </div>
  );
}
