import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import { characters } from '../../lib/task/fields';
import { type Repeat, type RepeatKind, repeatOf, ruleOf, startOf } from '../../lib/task/repeat';
import { toForm } from '../../lib/task/times';
import { Counter } from './Counter';
import type { EditorProps } from './editor';
import { NextDates } from './NextDates';
import { RepeatDetails } from './RepeatDetails';

const KINDS: readonly RepeatKind[] = [
  'none',
  'daily',
  'workdays',
  'weekly',
  'biweekly',
  'monthly_day',
  'monthly_weekday',
  'other',
];

/** A choice of usual rules; any other is kept word for word, and can be typed. */
export function RepeatField(props: EditorProps) {
  const { field, label, typed, original, change, context, problemId, disabled } = props;
  // A rule that a choice could say is shown as text too, once that was asked for.
  const [asText, setAsText] = useState(false);
  const repeat = repeatOf(typed);
  const kind = asText ? 'other' : repeat.kind;
  const { date } = toForm(context.due);

  /** Writes a rule; one that says the same as the task's own keeps that one's spelling. */
  function put(next: Repeat): void {
    const rule = ruleOf(next);
    change(rule === ruleOf(repeatOf(original)) ? original : rule);
  }

  function choose(next: RepeatKind): void {
    setAsText(next === 'other');
    if (next !== 'other' && next !== repeat.kind) put(startOf(next, date));
  }

  return (
    <div class="repeat">
      <select
        aria-label={label}
        aria-invalid={problemId !== undefined}
        aria-describedby={problemId}
        disabled={disabled}
        value={kind}
        onChange={({ currentTarget }) => choose(currentTarget.value as RepeatKind)}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {t(`repeat_${one}`)}
          </option>
        ))}
      </select>
      {kind === 'other' ? (
        <>
          <textarea
            class="data"
            rows={1}
            spellcheck={false}
            aria-label={t('repeat_rule_text')}
            aria-describedby={problemId}
            disabled={disabled}
            value={typed}
            onInput={({ currentTarget }) => {
              setAsText(true);
              change(currentTarget.value.replace(/[\r\n]/g, ''));
            }}
          />
          <Counter length={characters(typed)} limit={field.maxLength ?? 0} />
          {typed === original && typed !== '' && <span class="hint block">{t('repeat_kept')}</span>}
        </>
      ) : (
        <RepeatDetails repeat={repeat} put={put} disabled={disabled} day={Number(date.slice(8)) || 1} />
      )}
      {typed !== '' && (context.due || !problemId) && <NextDates rule={typed} due={context.due} />}
    </div>
  );
}
