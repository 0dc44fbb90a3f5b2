import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { serve } from '../../lib/messages/serve';
import { runCommand } from './commands';
import { handlers, type Parts } from './handlers';
import { injectOpenTabs, tell } from './pages';
import { DRAIN, wire } from './wire';

/** Registers every listener at once, as a worker that is woken for one of them must (house.md §2.7), then wires the parts. */
export default defineBackground(() => {
  const parts = wire();
  serve(handlers(parts));
  const drain = async (hurry = false) => (await parts).outbox.drain(hurry);
  browser.commands.onCommand.addListener((command) => void runCommand(command));
  browser.alarms.onAlarm.addListener(({ name }) => void (name === DRAIN && drain()));
  browser.runtime.onStartup.addListener(() => void afterStart(parts));
  browser.runtime.onInstalled.addListener(({ reason }) => void afterInstall(parts, reason));
  browser.permissions.onAdded.addListener(() => void afterGrant(parts));
  browser.permissions.onRemoved.addListener(() => void afterRevoke(parts));
  browser.storage.onChanged.addListener((_, area) => void (area === 'managed' && afterGrant(parts)));
  self.addEventListener('online', () => void drain(true));
  void drain();
});

/** Policies may have changed while the browser was closed. */
async function afterStart(parts: Promise<Parts>): Promise<void> {
  const { sites, outbox } = await parts;
  await Promise.all([sites.register(), outbox.drain()]);
}

async function afterInstall(parts: Promise<Parts>, reason: string): Promise<void> {
  await afterGrant(parts);
  if (reason === 'install') await browser.tabs.create({ url: browser.runtime.getURL('options.html?welcome') });
}

/** New permission, new version or first start: the browser runs scout where it may, and open pages get it now. */
async function afterGrant(parts: Promise<Parts>): Promise<void> {
  const { sites } = await parts;
  await sites.register();
  await injectOpenTabs(sites);
  await tell({ type: 'site.changed' });
}

/** Revoked: the browser runs scout there no more, and controls that stand there leave. */
async function afterRevoke(parts: Promise<Parts>): Promise<void> {
  await (await parts).sites.register();
  await tell({ type: 'site.changed' });
}
