import { useState } from 'preact/hooks';
import { bounded } from '../../components/Boundary';
import { t } from '../../lib/i18n';
import { parseTaskId } from '../../lib/task/applink';
import type { Brand } from '../../lib/task/brand';

interface LinkFieldProps {
  /** Brands that are signed in; a bare id is looked for in the first. */
  readonly brands: readonly Brand[];
  /** Where a custom brand's task links live. */
  readonly customHosts: readonly string[];
  readonly open: (task: { brand: Brand; guid: string }) => void;
}

/** A pasted link or id; Enter opens its task. */
export const LinkField = bounded('link field', PlainLinkField);

function PlainLinkField({ brands, customHosts, open }: LinkFieldProps) {
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);

  function submit(event: Event): void {
    event.preventDefault();
    const task = parseTaskId(typed, customHosts);
    if (task) open({ guid: task.guid, brand: task.brand ?? brands[0] ?? 'feishu' });
    else setWrong(typed.trim() !== '');
  }

  return (
    <form class="link-field" onSubmit={submit}>
      <input
        type="text"
        aria-label={t('task_link_or_id')}
        placeholder={t('task_link_or_id')}
        aria-invalid={isWrong}
        aria-describedby="link-problem"
        autocomplete="off"
        spellcheck={false}
        value={typed}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setWrong(false);
        }}
      />
      <p id="link-problem" class="problem" role="status">
        {isWrong && t('not_a_task')}
      </p>
    </form>
  );
}
