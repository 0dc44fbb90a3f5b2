import { t } from '../../lib/i18n';
import { DAYS, type Day, NTHS, type Nth, type Repeat } from '../../lib/task/repeat';
import { dayName, nthName } from '../repeat-words';

interface RepeatDetailsProps {
  readonly repeat: Repeat;
  readonly put: (repeat: Repeat) => void;
  readonly disabled: boolean;
  /** The day of the month that a rule without one means: the due's. */
  readonly day: number;
}

/** What a chosen kind of repeat leaves open: days of the week, or a day of the month. */
export function RepeatDetails({ repeat, put, disabled, day }: RepeatDetailsProps) {
  if (repeat.kind === 'weekly' || repeat.kind === 'workdays') {
    // The toggles stay while a fifth day makes workdays of a week, or a sixth ends them.
    const days = repeat.kind === 'weekly' ? repeat.days : DAYS.slice(0, 5);
    return <DayToggles days={days} put={(next) => put({ kind: 'weekly', days: next })} disabled={disabled} />;
  }
  if (repeat.kind === 'monthly_day')
    return (
      <div class="repeat-line">
        <input
          type="number"
          min={1}
          max={31}
          aria-label={t('day_of_month')}
          disabled={disabled}
          value={repeat.day ?? day}
          onInput={({ currentTarget: { valueAsNumber } }) =>
            Number.isInteger(valueAsNumber) &&
            valueAsNumber >= 1 &&
            valueAsNumber <= 31 &&
            put({ kind: 'monthly_day', day: valueAsNumber })
          }
        />
        <span class="hint">{t((repeat.day ?? day) > 28 ? 'day_of_month_short' : 'day_of_month')}</span>
      </div>
    );
  if (repeat.kind !== 'monthly_weekday') return null;
  return (
    <div class="repeat-line">
      <select
        aria-label={t('which_week')}
        disabled={disabled}
        value={repeat.nth}
        onChange={({ currentTarget }) => put({ ...repeat, nth: Number(currentTarget.value) as Nth })}
      >
        {NTHS.map((nth) => (
          <option key={nth} value={nth}>
            {nthName(nth)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('weekday')}
        disabled={disabled}
        value={repeat.day}
        onChange={({ currentTarget }) => put({ ...repeat, day: currentTarget.value as Day })}
      >
        {DAYS.map((one) => (
          <option key={one} value={one}>
            {dayName(one)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface DayTogglesProps {
  readonly days: readonly Day[];
  readonly put: (days: readonly Day[]) => void;
  readonly disabled: boolean;
}

function DayToggles({ days, put, disabled }: DayTogglesProps) {
  return (
    <fieldset class="day-toggles" aria-label={t('repeat_days')}>
      {DAYS.map((day) => (
        <button
          type="button"
          key={day}
          aria-label={dayName(day)}
          aria-pressed={days.includes(day)}
          disabled={disabled}
          onClick={() => put(days.includes(day) ? days.filter((one) => one !== day) : [...days, day])}
        >
          {dayName(day, 'short')}
        </button>
      ))}
    </fieldset>
  );
}
