import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import { tipName } from './tip-names';

/** The languages that have no row yet, behind one button; it stays open, since who adds one often adds more. */
export function AddLanguage({ missing, add }: { missing: readonly string[]; add: (locale: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="button small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('add_language')}
      </button>
      {open && (
        <div class="languages">
          {missing.map((locale) => (
            <button
              type="button"
              class="button small"
              key={locale}
              aria-label={t('add_this_language', tipName(locale))}
              onClick={() => add(locale)}
            >
              {tipName(locale)}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
