import { browser } from 'wxt/browser';
import { ActionButton } from '../../components/ActionButton';
import { t } from '../../lib/i18n';

interface AllowButtonProps {
  readonly origin: string;
  readonly granted: () => void;
  readonly small?: boolean;
}

/** Asks the browser to let Tasklark into one site. */
export function AllowButton({ origin, granted, small = false }: AllowButtonProps) {
  // At once: the browser wants the user's click, and awaiting anything first would lose it.
  async function allow() {
    // Firefox takes no port in a match pattern; without one every port matches.
    const { protocol, hostname } = new URL(origin);
    if (await browser.permissions.request({ origins: [`${protocol}//${hostname}/*`] })) granted();
  }
  const look = small ? 'normal' : 'primary';
  return <ActionButton look={look} small={small} name={t('allow_on', new URL(origin).host)} act={() => void allow()} />;
}
