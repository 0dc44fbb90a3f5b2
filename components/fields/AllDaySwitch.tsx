import { t } from '../../lib/i18n';

interface AllDaySwitchProps {
  readonly allDay: boolean;
  readonly change: (allDay: boolean) => void;
  readonly disabled: boolean;
}

/** One switch for start and due, which must be of one kind; below it how they are meant: a zone, or the same date everywhere. */
export function AllDaySwitch({ allDay, change, disabled }: AllDaySwitchProps) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <div class="row">
      <span class="row-label" />
      <div class="row-editor all-day">
        <label class="check">
          <input
            type="checkbox"
            aria-label={t('all_day')}
            checked={allDay}
            disabled={disabled}
            onChange={({ currentTarget }) => change(currentTarget.checked)}
          />
          {t('all_day')}
        </label>
        <span class="hint">{allDay ? t('all_day_same_everywhere') : t('zone', timeZone)}</span>
      </div>
    </div>
  );
}
