import type { ComponentChildren } from 'preact';
import { ActionButton } from '../../components/ActionButton';
import { bounded } from '../../components/Boundary';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { PageView } from '../../lib/messages/contract';
import { AllowButton } from './AllowButton';

interface PageHintsProps {
  readonly page: PageView | undefined;
  readonly isSignedIn: boolean;
  readonly refresh: () => void;
}

/** What stands in the way of a list of tasks, and the one thing to do about it. */
export const PageHints = bounded('page hints', PlainPageHints);

function PlainPageHints({ page, isSignedIn, refresh }: PageHintsProps) {
  const host = page?.origin && new URL(page.origin).host;
  if (!isSignedIn)
    return (
      <HintBox words={t('not_signed_in')}>
        <ActionButton look="primary" name={t('sign_in')} act={() => void ask('options.open', {})} />
      </HintBox>
    );
  if (!page?.origin || !host) return <HintBox words={t('no_page')} />;
  const { origin } = page;
  // What the organisation switched off needs no permission, and no button helps.
  if (page.mode === 'off' && page.byPolicy) return <HintBox words={t('no_control_off_by_policy', host)} />;
  if (!page.granted)
    return (
      <HintBox words={t('no_control_not_granted', host)}>
        <AllowButton origin={origin} granted={refresh} />
      </HintBox>
    );
  if (page.mode === 'off')
    return (
      <HintBox words={t('site_off', host)}>
        <ActionButton name={t('turn_on')} act={() => void ask('site.set', { origin, mode: 'ask' })} />
      </HintBox>
    );
  if (page.links.length > 0) return null;
  return <HintBox words={page.foreignFrames ? t('no_control_foreign_frames') : t('no_links')} />;
}

/** What the list of tasks does not hold, or what is special about their controls. */
export function ListNotes({ page }: { page: PageView }) {
  const { links, isCut, isCrowded, foreignFrames } = page;
  if (links.length === 0) return null;
  const open = links.filter(({ closed }) => !closed).length;
  return (
    <>
      {isCrowded && <p class="list-note quiet">{t('no_control_too_many', open)}</p>}
      {isCut && <p class="list-note quiet">{t('list_is_cut')}</p>}
      {foreignFrames !== undefined && <p class="list-note quiet">{t('frames_not_read')}</p>}
    </>
  );
}

function HintBox({ words, children }: { words: string; children?: ComponentChildren }) {
  return (
    <div class="hint-box">
      <p>{words}</p>
      {children}
    </div>
  );
}
