import { t } from '../lib/i18n';
import { type TaskPatch, toRequest } from '../lib/task/patch';
import { visible } from '../lib/text/visible-text';
import { ActionButton } from './ActionButton';

/** The exact body of each request, made by the code that sends it, to be read or copied. */
export function RequestFold({ steps }: { steps: readonly TaskPatch[] }) {
  const bodies = steps.map((step) => JSON.stringify(toRequest(step), null, 2));
  return (
    <details class="request">
      <summary>{t('request')}</summary>
      {bodies.map((body, position) => (
        <div key={position}>
          {bodies.length > 1 && <span class="hint">{t('request_number', position + 1, bodies.length)}</span>}
          <pre dir="ltr">{visible(body)}</pre>
        </div>
      ))}
      <ActionButton
        name={t('copy_request')}
        icon="copy"
        small
        act={() => void navigator.clipboard.writeText(bodies.join('\n\n'))}
      />
    </details>
  );
}
