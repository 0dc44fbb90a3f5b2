import { t } from '../../lib/i18n';
import type { BrandView } from '../../lib/messages/contract';
import { type AppForm, missingFields } from './app-form';
import { TextField } from './TextField';

interface AppFieldsProps {
  readonly form: AppForm;
  readonly stored: BrandView;
  readonly changed: (form: AppForm) => void;
  readonly enter: () => void;
}

/** What is to be copied from the developer console; for a custom brand also where it lives. */
export function AppFields({ form, stored, changed, enter }: AppFieldsProps) {
  const missing = missingFields(form, stored);
  const { app, hosts } = stored.byPolicy ?? {};
  const isFixed = (name: keyof AppForm) => (name === 'app_id' ? app : name === 'app_secret' ? undefined : hosts);
  const field = (
    name: keyof AppForm,
    more: { placeholder?: string; hint?: string; secret?: boolean; maxLength: number },
  ) => (
    <div data-field={name}>
      <TextField
        label={t(`app_field_${name}`)}
        value={form[name]}
        typed={(value) => changed({ ...form, [name]: value })}
        enter={enter}
        // Something stands there and is still missing: then it is not of the right shape.
        wrong={
          form[name].trim() && missing.includes(name)
            ? t(name === 'linkHosts' ? 'wrong_hosts' : 'wrong_address')
            : undefined
        }
        {...more}
        {...(isFixed(name) && { fixed: true, hint: t('by_policy') })}
      />
    </div>
  );
  const hasSecret = stored.hasSecret && form.app_id.trim() === stored.app_id;
  return (
    <div class="stack">
      {stored.brand === 'custom' && (
        <>
          {field('api', { placeholder: 'https://open.example.com', maxLength: 260 })}
          {field('accounts', { placeholder: 'https://accounts.example.com', maxLength: 260 })}
          {field('linkHosts', { placeholder: 'applink.example.com', hint: t('link_hosts_hint'), maxLength: 2600 })}
        </>
      )}
      <div class="pair">
        {field('app_id', { placeholder: 'cli_…', maxLength: 100 })}
        {field('app_secret', {
          placeholder: t(hasSecret ? 'secret_stored' : 'secret_to_paste'),
          secret: true,
          maxLength: 200,
        })}
      </div>
      <p class="hint">{t('secret_promise')}</p>
    </div>
  );
}
