import { t } from '../lib/i18n';

interface UnseenSwitchProps {
  /** A host, or an origin where that is what the list shows. */
  readonly site: string;
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}

/** For a direct site, where the browser cannot say what is visible: to act at once all the same. `unseen_why` belongs beside it. */
export function UnseenSwitch({ site, on, set }: UnseenSwitchProps) {
  return (
    <label class="check">
      <input type="checkbox" checked={on} onChange={({ currentTarget }) => set(currentTarget.checked)} />
      <span>{t('unseen_act', site)}</span>
    </label>
  );
}
