import { t } from '../../../lib/i18n';
import { TaskText } from '../../TaskText';
import { isDecimal } from './decimal';
import type { CustomEditorProps } from './editor';
import { asStored } from './typing';
import { unitOf } from './words';

/** A plain decimal, its unit beside it; what will be rounded is said before it is sent. */
export function NumberField({ definition, label, typed, change, problemId, disabled }: CustomEditorProps) {
  const { left, right } = unitOf(definition);
  const decimals = definition.number_setting?.decimal_count ?? 0;
  const stored = asStored(typed.trim(), definition);
  const isCut = isDecimal(typed.trim()) && (typed.split('.')[1]?.length ?? 0) > decimals;
  return (
    <>
      <div class="number-input">
        {left && (
          <span class="unit">
            <TaskText text={left} longest={20} />
          </span>
        )}
        <input
          type="text"
          inputMode="decimal"
          autocomplete="off"
          aria-label={label}
          aria-invalid={problemId !== undefined}
          aria-describedby={problemId}
          disabled={disabled}
          value={typed}
          onInput={({ currentTarget }) => change(currentTarget.value)}
        />
        {right && (
          <span class="unit">
            <TaskText text={right} longest={20} />
          </span>
        )}
      </div>
      {isCut && <span class="hint">{roundedWords(stored, decimals)}</span>}
    </>
  );
}

function roundedWords(stored: string, decimals: number): string {
  if (decimals > 1) return t('rounded_to', stored, decimals);
  return t(decimals === 1 ? 'rounded_one' : 'rounded_whole', stored);
}
