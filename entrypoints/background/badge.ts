import browser from 'webextension-polyfill';
import { t } from '../../lib/i18n';

/** What is sent within this time was never worth a number, ms. */
const SETTLING_MS = 400;
/** The badge has room for so much. */
const MOST = 99;

const WAITING = '#56627a';
const PARKED = '#c4320a';

interface Counts {
  readonly waiting: number;
  readonly parked: number;
}

/** The toolbar button's number: how many changes wait; red while one of them waits for the user. */
export function openBadge(counts: () => Promise<Counts>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown = '';

  async function draw(): Promise<void> {
    const { waiting, parked } = await counts();
    const text = badgeText(waiting + parked);
    const title = badgeTitle({ waiting, parked });
    if (shown === text + title) return;
    shown = text + title;
    await browser.action.setBadgeBackgroundColor({ color: parked > 0 ? PARKED : WAITING });
    await browser.action.setBadgeText({ text });
    await browser.action.setTitle({ title });
  }

  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      // The list in the popup tells the same; a badge that cannot be drawn holds up nothing.
      draw().catch(() => undefined);
    }, SETTLING_MS);
  };
}

function badgeText(count: number): string {
  return count === 0 ? '' : count > MOST ? `${MOST}+` : String(count);
}

function badgeTitle({ waiting, parked }: Counts): string {
  const parts = [
    ...(parked > 0 ? [parked === 1 ? t('parked_one') : t('parked_many', parked)] : []),
    ...(waiting > 0 ? [waiting === 1 ? t('waiting_one') : t('waiting_many', waiting)] : []),
  ];
  return [t('popup_title'), ...parts].join(' · ');
}
