import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { ActionButton } from '../../components/ActionButton';
import { FailureNotice, Notices } from '../../components/Notice';
import type { Failure } from '../../lib/failure';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { DiagnosticsView } from '../../lib/messages/contract';
import { listen } from '../../lib/messages/listen';
import { factRows, failureRows } from './diagnostic-words';
import { reportText } from './report';

/** How Tasklark is doing, looked at when it is opened; and the same as text for a bug report. */
export function Diagnostics() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <p class="quiet">{t('diagnostics_lead')}</p>
      <details class="fold" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{t('diagnostics_show')}</summary>
        <div class="fold-body">{open && <State />}</div>
      </details>
    </>
  );
}

function State() {
  const [view, setView] = useState<DiagnosticsView>();
  const [failure, setFailure] = useState<Failure>();

  useEffect(() => {
    const ending = new AbortController();
    const reread = async () => {
      const answer = await ask('diagnostics.read', {});
      if (ending.signal.aborted) return;
      if (answer.ok) setView(answer.value);
      setFailure(answer.ok ? undefined : answer.failure);
    };
    listen(() => void reread(), ending.signal);
    void reread();
    return () => ending.abort();
  }, []);

  if (failure) return <Notices>{<FailureNotice failure={failure} />}</Notices>;
  if (!view) return <span class="skeleton" style={{ blockSize: '300px' }} aria-busy="true" />;
  return (
    <>
      <table class="state">
        <tbody>
          {factRows(view).map(({ label, words, isBad }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td class={isBad ? 'overdue' : undefined}>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t('diag_failures')}</h3>
      {view.failures.length === 0 ? (
        <p class="quiet">{t('diag_no_failures')}</p>
      ) : (
        <ul class="failures">
          {failureRows(view).map(({ key, when, words, facts }) => (
            <li key={key}>
              <span class="quiet">{when}</span> {words} <code>{facts}</code>
            </li>
          ))}
        </ul>
      )}
      <Report text={reportText(view, navigator.userAgent)} />
    </>
  );
}

/** Where the clipboard is refused, the text is shown and selected for Ctrl+C. */
function Report({ text }: { text: string }) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [state, setState] = useState<'copied' | 'shown'>();

  useEffect(() => {
    if (state !== 'shown') return;
    field.current?.focus();
    field.current?.select();
  }, [state]);

  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('shown'),
    );
  return (
    <>
      <div class="beside">
        <ActionButton name={t('copy_report')} icon={state === 'copied' ? 'check' : 'copy'} act={() => void copy()} />
        <span class="hint" role="status">
          {state === 'copied' && t('copied')}
        </span>
      </div>
      {state === 'shown' && (
        <div class="field">
          <label for={id}>{t('report_text')}</label>
          <textarea id={id} ref={field} class="code" rows={12} readOnly value={text} />
        </div>
      )}
    </>
  );
}
