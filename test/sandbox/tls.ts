import { createHash, createPublicKey } from 'node:crypto';
import { generate } from 'selfsigned';

export interface Certificate {
  /** PEM. */
  cert: string;
  /** PEM. */
  key: string;
  /** Base64 SHA-256 of the public key's SPKI, for Chromium's `--ignore-certificate-errors-spki-list`. */
  spki: string;
}

const NAMES = [
  ...['feishu.cn', 'larksuite.com'].flatMap((domain) =>
    ['open', 'accounts', 'applink'].map((sub) => `${sub}.${domain}`),
  ),
  'localhost',
  '*.example.com',
  '*.example.test',
];

/** Makes a fresh self-signed certificate for both brands, loopback and the pages of the tests. */
export async function makeCertificate(): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'open.feishu.cn' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // A day of slack: the machine's clock and a browser's need not agree to the second.
    notBeforeDate: new Date(Date.now() - 86_400_000),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [...NAMES.map((value) => ({ type: 2 as const, value })), { type: 7 as const, ip: '127.0.0.1' }],
      },
    ],
  });
  const spki = createPublicKey(made.cert).export({ type: 'spki', format: 'der' });
  return { cert: made.cert, key: made.private, spki: createHash('sha256').update(spki).digest('base64') };
}
