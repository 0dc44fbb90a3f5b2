import { parseArgs } from 'node:util';
import { type Sandbox, startSandbox } from './server';

/** `npm run sandbox`: starts one sandbox and tells how to reach it, until it is stopped by a signal. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      'tls-port': { type: 'string', default: '0' },
      tls: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      redirect: { type: 'string', multiple: true, default: [] },
    },
  });
  const sandbox = await startSandbox({
    port: Number(values.port),
    tlsPort: Number(values['tls-port']),
    tls: values.tls,
    redirectUris: values.redirect,
  });
  console.log(values.json ? JSON.stringify(describe(sandbox)) : tell(sandbox));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
}

const tlsAddress = ({ tls }: Sandbox): string | undefined => tls && `https://127.0.0.1:${tls.port}`;

function describe(sandbox: Sandbox): Record<string, unknown> {
  return {
    address: sandbox.address,
    ...(sandbox.tls && { tls_address: tlsAddress(sandbox), spki: sandbox.tls.spki }),
    apps: sandbox.apps.map(({ app_id, app_secret, scopes }) => ({ app_id, app_secret, scopes })),
    redirect_uris: sandbox.redirectUris,
    users: sandbox.users.map(({ name, open_id, brand }) => ({ name, open_id, brand })),
    tasks: sandbox.tasks.map(({ guid, url, summary, what }) => ({ guid, url, summary, what })),
  };
}

function tell(sandbox: Sandbox): string {
  const apps = sandbox.apps.flatMap(({ name, app_id, app_secret, brand, scopes }) => [
    `  ${name}, ${brand}`,
    `    App ID      ${app_id}`,
    `    App Secret  ${app_secret}`,
    `    scopes      ${scopes.join(' ')}`,
  ]);
  return [
    `Sandbox at ${sandbox.address}`,
    ...(sandbox.tls ? [`HTTPS at ${tlsAddress(sandbox)}, public key ${sandbox.tls.spki}`] : []),
    '',
    'Apps',
    ...apps,
    '',
    'Redirect URLs allowed',
    ...sandbox.redirectUris.map((uri) => `  ${uri}`),
    '',
    'Users',
    ...sandbox.users.map(({ name, open_id, brand }) => `  ${open_id}  ${brand}  ${name}`),
    '',
    'Tasks',
    ...sandbox.tasks.flatMap(({ summary, url, what }) => [`  ${what}: ${clip(summary)}`, `    ${url}`]),
  ].join('\n');
}

/** One line, no control or direction characters: the samples hold titles that would disturb a terminal. */
function clip(summary: string): string {
  const plain = summary.replace(/[\p{Cc}\p{Cf}]/gu, '·');
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
