import { t } from '../lib/i18n';

/** So much of an id tells two people without a name apart, in characters. */
const TAIL = 5;

/** Somebody by name; who has none that we know is "a member", with the end of the id, since there may be several. */
export function nameOrMember(id: string, name: string | undefined): string {
  return name || (id === '' ? t('someone') : t('unknown_person', id.slice(-TAIL)));
}
