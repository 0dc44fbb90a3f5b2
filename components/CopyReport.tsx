import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../lib/i18n';
import { ActionButton } from './ActionButton';

interface CopyReportProps {
  /** Asked when the button is pressed. */
  readonly read: () => Promise<string>;
  readonly small?: boolean;
}

/** Copies the report. Where the clipboard is refused, the text is shown and selected for Ctrl+C. */
export function CopyReport({ read, small = false }: CopyReportProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  const [shown, setShown] = useState<string>();

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [shown]);

  async function copy(): Promise<void> {
    const text = await read();
    await navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setShown(text),
    );
  }

  return (
    <>
      <div class="beside">
        <ActionButton name={t('copy_report')} small={small} icon={copied ? 'check' : 'copy'} act={() => void copy()} />
        <span class="hint" role="status">
          {copied && t('copied')}
        </span>
      </div>
      {shown !== undefined && (
        <div class="field">
          <label for={id}>{t('report_text')}</label>
          <textarea id={id} ref={field} class="code" rows={12} readOnly value={shown} />
        </div>
      )}
    </>
  );
}
