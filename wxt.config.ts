import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/** Fixes the extension id in Chromium, and with it the OAuth redirect URL. Public half only; nobody holds the private one. */
const CHROMIUM_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtBS8dEYRrIyvIOZpcKOXKC9lo7y+K4+BBNkd/Itz4laa1A3lfFEUHXPQbuqX7w8avoLLyI5JBa3h/AoDYWTynquOL92joRjoXzq0z/QN1fGXrhZmaqVLHZXa5JN6TonAyNptFEVibejTQYxsNoY7K9BUnVRsQsdsSd4aBhTXj5c0/EfY+KMH4+3pbZP8ThbyTN9Bt1iDxoeCheSf5lmIlmrNkhnNQVOl6ZTTaA0n6PWuvvvgyGGnuU037/TlEsCMiqDoC68NMDDpHBPPEvkWefuunNQiZaogw8lN6vrcwnA+23q8k+GQfCTaJ6p2pkjn0WFOqZOiDNO2DRfmjKZ4JwIDAQAB';

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  vite: () => ({ plugins: [preact()] }),
});
