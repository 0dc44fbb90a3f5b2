import { useEffect, useState } from 'preact/hooks';
import { CopyReport } from '../../components/CopyReport';
import { FailureNotice, Notices } from '../../components/Notice';
import type { Failure } from '../../lib/failure';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { DiagnosticsView } from '../../lib/messages/contract';
import { listen } from '../../lib/messages/listen';
import { reportText } from '../../lib/report';
import { factRows, failureRows } from './diagnostic-words';

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
      <CopyReport read={async () => reportText(view, navigator.userAgent)} />
    </>
  );
}
