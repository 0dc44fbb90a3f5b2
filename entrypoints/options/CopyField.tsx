import { useId, useState } from 'preact/hooks';
import { ActionButton } from '../../components/ActionButton';
import { t } from '../../lib/i18n';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  /** The button's name. */
  readonly copy: string;
}

/** A read-only field with a button that copies it; where the clipboard is refused, the text is selected for Ctrl+C. */
export function CopyField({ label, value, copy }: CopyFieldProps) {
  const id = useId();
  const [copied, setCopied] = useState(false);

  async function copyValue() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      const field = document.getElementById(id) as HTMLInputElement;
      field.focus();
      field.select();
    }
  }

  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="beside">
        <input
          id={id}
          type="text"
          class="code"
          readOnly
          value={value}
          onFocus={({ currentTarget }) => currentTarget.select()}
          onBlur={() => setCopied(false)}
        />
        <ActionButton name={copy} icon={copied ? 'check' : 'copy'} act={() => void copyValue()} />
      </div>
      <span class="only-heard" role="status">
        {copied && t('copied')}
      </span>
    </div>
  );
}
