import { type Sandbox, startSandbox } from '../sandbox/server';
import { type BuildTarget, buildE2e } from './build-e2e';
import { redirectUrl } from './extension-id';
import type { HostPorts } from './launch';
import { type OwnHosts, type PagesServer, startPages } from './pages-server';

/** Everything a browser of ours can reach: the sandbox in Feishu's and Lark's place, and the sample pages. */
export interface World {
  /** Folder of the end-to-end build. */
  readonly extension: string;
  readonly sandbox: Sandbox;
  readonly pages: PagesServer;
  readonly ports: HostPorts;
  close(): Promise<void>;
}

/** Builds what is missing and starts both servers, with the build's redirect URL on every app's list. */
export async function startWorld(target: BuildTarget = 'chrome', ownHosts?: OwnHosts): Promise<World> {
  const extension = buildE2e(target);
  const sandbox = await startSandbox({ tls: true, redirectUris: [redirectUrl(extension)] });
  if (!sandbox.tls) throw new Error('The sandbox has no HTTPS');
  const pages = await startPages(sandbox.tasks, sandbox.tls, ownHosts);
  return {
    extension,
    sandbox,
    pages,
    ports: { sandbox: sandbox.tls.port, pages: pages.tlsPort, plainPages: pages.port, spki: sandbox.tls.spki },
    close: async () => {
      await pages.close();
      await sandbox.close();
    },
  };
}
