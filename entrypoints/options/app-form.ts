import type { BrandView, CustomBrand } from '../../lib/messages/contract';

/** What is typed about an app; a custom brand has its hosts too. */
export interface AppForm {
  readonly app_id: string;
  readonly app_secret: string;
  readonly api: string;
  readonly accounts: string;
  readonly linkHosts: string;
}

/** The form as stored; the secret is never shown back. */
export function formOf({ app_id, custom }: BrandView): AppForm {
  return {
    app_id,
    app_secret: '',
    api: custom?.api ?? '',
    accounts: custom?.accounts ?? '',
    linkHosts: custom?.linkHosts.join(' ') ?? '',
  };
}

/** What must still be filled in before signing in, by the form's field names, in the order of the form. */
export function missingFields(form: AppForm, stored: BrandView): readonly (keyof AppForm)[] {
  // A stored secret belongs to the stored app.
  const hasSecret = form.app_secret.trim() !== '' || (stored.hasSecret && form.app_id.trim() === stored.app_id);
  const isCustom = stored.brand === 'custom';
  return [
    ...(form.app_id.trim() ? [] : (['app_id'] as const)),
    ...(hasSecret ? [] : (['app_secret'] as const)),
    ...(isCustom && !addressOf(form.api) ? (['api'] as const) : []),
    ...(isCustom && !addressOf(form.accounts) ? (['accounts'] as const) : []),
    ...(isCustom && !hostNames(form.linkHosts)?.length ? (['linkHosts'] as const) : []),
  ];
}

/** The hosts of a custom brand as the contract takes them; nothing while one is missing or wrong. */
export function customBrandOf(form: AppForm): CustomBrand | undefined {
  const api = addressOf(form.api);
  const accounts = addressOf(form.accounts);
  const linkHosts = hostNames(form.linkHosts);
  return api && accounts && linkHosts ? { api, accounts, linkHosts } : undefined;
}

/** An address as typed (the scheme may be left out) as an origin: https, or http on this machine. Nothing for a user name or no address. */
export function addressOf(typed: string): string | undefined {
  const text = typed.trim();
  if (!text) return;
  try {
    const url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
    const isLocal = url.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
    return (url.protocol === 'https:' || isLocal) && !url.username && !url.password ? url.origin : undefined;
  } catch {
    return;
  }
}

/** Host names separated by commas or spaces, at most ten; nothing when one of them is none. */
function hostNames(typed: string): string[] | undefined {
  const names = typed
    .toLowerCase()
    .split(/[\s,，、]+/)
    .filter(Boolean);
  const good = names.every((name) => name.length <= 253 && /^[a-z\d-]+(\.[a-z\d-]+)+$/.test(name));
  return good && names.length <= 10 ? names : undefined;
}
