import { ActionButton } from '../../components/ActionButton';
import { t } from '../../lib/i18n';
import type { Brand } from '../../lib/task/brand';
import { OpenInClient } from './OpenInClient';

interface TaskBarProps {
  readonly brand: Brand;
  readonly guid: string;
  /** A confirm has no way back to the list; it names the site that asked. */
  readonly confirming: boolean;
  readonly host: string | undefined;
  readonly back: () => void;
}

/** The head line of one task: where one came from, and the way to the official client. */
export function TaskBar({ brand, guid, confirming, host, back }: TaskBarProps) {
  if (confirming)
    return (
      <header class="bar">
        <span class="quiet">{t('confirm')}</span>
        <span class="quiet end">
          <bdi>{host}</bdi>
        </span>
      </header>
    );
  return (
    <header class="bar">
      <ActionButton small look="plain" icon="back" name={t('tasks_on_page')} act={back} />
      <OpenInClient brand={brand} guid={guid} />
    </header>
  );
}
