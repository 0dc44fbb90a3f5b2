import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../lib/i18n';
import { plainText } from '../lib/text/visible-text';
import { ActionButton } from './ActionButton';
import type { Contested } from './contested';
import { Icon } from './icons';
import { TaskText } from './TaskText';

export type Side = 'mine' | 'theirs';

interface ChooserProps {
  readonly contested: readonly Contested[];
  /** What happened, in a sentence. */
  readonly children: ComponentChildren;
  /** The verb of the one button that carries the choice out. */
  readonly verb: string;
  readonly busy: boolean;
  /** Which side each key is to have; called only when every field has one. */
  readonly choose: (sides: ReadonlyMap<string, Side>) => void;
  readonly more?: ComponentChildren;
}

const SIDES: readonly Side[] = ['mine', 'theirs'];

/** Mine, theirs and what both began with, for the fields in conflict only, with a choice for each. */
export function Chooser({ contested, children, verb, busy, choose, more }: ChooserProps) {
  const [sides, setSides] = useState<ReadonlyMap<string, Side>>(new Map());
  const isDecided = contested.every(({ key }) => sides.has(key));
  return (
    <section class="chooser" aria-label={t('changed_elsewhere')}>
      <h2>
        <span class="overdue">
          <Icon name="alert" />
        </span>
        {t('changed_elsewhere')}
      </h2>
      <p>{children}</p>
      {contested.map((field) => (
        <Choice
          key={field.key}
          field={field}
          side={sides.get(field.key)}
          choose={(side) => setSides(new Map(sides).set(field.key, side))}
        />
      ))}
      <div class="buttons">
        <ActionButton
          name={verb}
          look="primary"
          busy={busy}
          why={isDecided ? undefined : t('choose_each')}
          act={() => choose(sides)}
        />
        {more}
      </div>
    </section>
  );
}

function Choice(props: { field: Contested; side: Side | undefined; choose: (side: Side) => void }) {
  const { field, side, choose } = props;
  return (
    <fieldset>
      <legend>
        <TaskText text={field.label} longest={60} />
      </legend>
      {SIDES.map((one) => (
        <label class="check" key={one}>
          <input
            type="radio"
            name={`side-${field.key}`}
            aria-label={t(`side_${one}`)}
            aria-description={plainText(field[one])}
            checked={side === one}
            onChange={() => choose(one)}
          />
          <span class="side">{t(`side_${one}`)}</span>
          <span class="side-value">
            <TaskText text={field[one]} />
          </span>
        </label>
      ))}
      <p class="hint">
        {t('side_base')} <TaskText text={field.base} />
      </p>
    </fieldset>
  );
}
