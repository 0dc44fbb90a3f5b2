import { t } from '../../lib/i18n';
import { shownTime } from '../../lib/task/times';
import { chooseDate, joinTime, oddTimestamp, splitTime } from '../field-typing';
import type { EditorProps } from './editor';
import { OddDate } from './OddDate';

/** A date by the browser's own input, and a time of day beside it unless the whole day is meant. */
export function TimeField({ field, label, typed, original, change, context, problemId, disabled }: EditorProps) {
  const { date, time } = splitTime(typed);
  const allDay = context.allDay && field.kind === 'time';
  // When a task was done is a fact to the second; a start or due has seconds only where a program has set it.
  const hasSeconds = field.kind === 'moment' || [time, splitTime(original).time].some(({ length }) => length > 5);
  const described = { 'aria-invalid': problemId !== undefined, 'aria-describedby': problemId, disabled };
  return (
    <>
      <div class={hasSeconds && !allDay ? 'time-inputs with-seconds' : 'time-inputs'}>
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
            step={hasSeconds ? 1 : 60}
            disabled={disabled || !date}
            value={shownTime(time)}
            onInput={({ currentTarget }) => change(joinTime(date, currentTarget.value))}
          />
        )}
      </div>
      <OddDate timestamp={oddTimestamp(typed)} />
    </>
  );
}
