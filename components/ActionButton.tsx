import type { ComponentChildren, Ref } from 'preact';
import { Busy, Icon, type IconName } from './icons';

interface ActionButtonProps {
  /** What it does, a verb: shown, and its accessible name. Drawn as an icon alone (name kept) when `iconOnly`. */
  readonly name: string;
  readonly act: () => void;
  readonly look?: 'primary' | 'normal' | 'plain';
  readonly small?: boolean;
  readonly icon?: IconName;
  readonly iconOnly?: boolean;
  /** While busy it keeps the focus and does nothing. */
  readonly busy?: boolean;
  /** Just drawn: for a moment it does nothing, so that a press that was meant for something else is none of it. */
  readonly settling?: boolean;
  /** Why it cannot be used now; that disables it and is read with its name. */
  readonly why?: string | undefined;
  /** A shortcut such as "Ctrl+Enter", shown after the name and told to assistive technology. */
  readonly shortcut?: string;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly children?: ComponentChildren;
}

/** One button: name, busy, why not, shortcut hint. */
export function ActionButton(props: ActionButtonProps) {
  const { name, act, look = 'normal', small, icon, iconOnly, busy = false, settling = false, why } = props;
  const { shortcut, buttonRef } = props;
  const classes = ['button', look !== 'normal' && look, small && 'small', iconOnly && 'square'].filter(Boolean);
  return (
    <button
      type="button"
      class={classes.join(' ')}
      ref={buttonRef ?? null}
      aria-label={iconOnly ? name : undefined}
      title={why ?? (iconOnly ? name : undefined)}
      aria-description={why}
      aria-busy={busy}
      aria-disabled={settling}
      aria-keyshortcuts={shortcut?.replace('Ctrl', 'Control')}
      disabled={why !== undefined}
      // The second click of a double click would meet what the first has put there: Reopen in the place of Complete.
      onClick={({ detail }) => !busy && !settling && detail < 2 && act()}
    >
      {busy ? <Busy /> : icon && <Icon name={icon} />}
      {!iconOnly && name}
      {props.children}
    </button>
  );
}
