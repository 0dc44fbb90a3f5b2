import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { SessionView } from '../../lib/messages/contract';
import { ALL_SITES, chosenSites, grantsAllSites } from './origins';

export interface Grants {
  /** Whether Tasklark may run on every web page. */
  readonly all: boolean;
  /** Match patterns of the sites that were chosen one by one. */
  readonly chosen: readonly string[];
  /** Whether web pages came with the install, so that the browser alone can take them back. */
  readonly fixed: boolean;
}

/** Which pages Tasklark may run on, as the browser says; read again whenever that changes. */
export function useGrants(session: SessionView): Grants {
  const [origins, setOrigins] = useState<readonly string[]>([]);
  useEffect(() => {
    const { permissions } = browser;
    const reread = async () => setOrigins((await permissions.getAll()).origins ?? []);
    const changed = () => void reread();
    permissions.onAdded.addListener(changed);
    permissions.onRemoved.addListener(changed);
    changed();
    return () => {
      permissions.onAdded.removeListener(changed);
      permissions.onRemoved.removeListener(changed);
    };
  }, []);

  const installed = browser.runtime.getManifest().host_permissions ?? [];
  const customHosts = session.brands.flatMap(({ custom }) => (custom ? [custom.api, custom.accounts] : []));
  return {
    all: grantsAllSites(origins),
    chosen: chosenSites(origins, installed, customHosts),
    fixed: grantsAllSites(installed) || ALL_SITES.every((pattern) => installed.includes(pattern)),
  };
}
