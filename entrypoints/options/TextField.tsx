import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly typed: (value: string) => void;
  /** A secret is never shown, nor offered to the browser's password store. */
  readonly secret?: boolean;
  readonly placeholder?: string;
  readonly hint?: string;
  /** What is wrong with the value, read with the field. */
  readonly wrong?: string | undefined;
  readonly maxLength: number;
  /** It can be read and copied, not changed. */
  readonly fixed?: boolean;
  readonly enter?: () => void;
  readonly children?: ComponentChildren;
}

/** A labelled line of text, perhaps with a button beside it. `maxLength` counts UTF-16 units, as the browser does. */
export function TextField(props: TextFieldProps) {
  const id = useId();
  const note = props.wrong ?? props.hint;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <div class="beside">
        <input
          id={id}
          {...(props.secret
            ? ({ type: 'password', autocomplete: 'new-password' } as const)
            : ({ type: 'text', autocomplete: 'off' } as const))}
          class="code"
          value={props.value}
          placeholder={props.placeholder ?? ''}
          maxLength={props.maxLength}
          readOnly={props.fixed ?? false}
          autocapitalize="off"
          spellcheck={false}
          aria-invalid={props.wrong !== undefined}
          aria-describedby={note && `${id}-note`}
          onInput={({ currentTarget }) => props.typed(currentTarget.value)}
          onKeyDown={({ key, isComposing }) => key === 'Enter' && !isComposing && props.enter?.()}
        />
        {props.children}
      </div>
      {note && (
        <span id={`${id}-note`} class={props.wrong ? 'hint overdue' : 'hint'}>
          {note}
        </span>
      )}
    </div>
  );
}
