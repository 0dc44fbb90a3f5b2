import { t } from '../../lib/i18n';
import { chooseDate, joinTime, splitTime } from '../field-typing';
import type { EditorProps } from './editor';

/** A date by the browser's own input, and a time of day beside it unless the whole day is meant. */
export function TimeField({ field, label, typed, change, context, problemId, disabled }: EditorProps) {
  const { date, time } = splitTime(typed);
  const allDay = context.allDay && field.kind === 'time';
  const described = { 'aria-invalid': problemId !== undefined, 'aria-describedby': problemId, disabled };
  return (
    <div class="time-inputs">
      <input
        {...described}
        type="date"
        max="9999-12-31"
        aria-label={label}
        value={date}
        onInput={({ currentTarget }) => change(chooseDate(field.name, currentTarget.value, time, allDay))}
      />
      {!allDay && (
        <input
          {...described}
          type="time"
          aria-label={t('time_of', label)}
          disabled={disabled || !date}
          value={time}
          onInput={({ currentTarget }) => change(joinTime(date, currentTarget.value))}
        />
      )}
    </div>
  );
}
