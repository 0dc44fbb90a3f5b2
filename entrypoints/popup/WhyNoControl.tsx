import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { ActionButton } from '../../components/ActionButton';
import { bounded } from '../../components/Boundary';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { WhyNoControl as Why, WhyView } from '../../lib/messages/contract';
import { AllowButton } from './AllowButton';

const LOOK_AGAIN_MS = 1000;

interface WhyNoControlProps {
  readonly tab: { tabId?: number };
  /** Something was done about it. */
  readonly changed: () => void;
}

/** "Why is there no control here?": each reason with what can be done about it. Looked for only when somebody asks. */
export const WhyNoControl = bounded('why no control', PlainWhyNoControl);

function PlainWhyNoControl({ tab, changed }: WhyNoControlProps) {
  const [open, setOpen] = useState(false);
  const [view, setView] = useState<WhyView>();

  useEffect(() => {
    if (!open) return;
    const look = async () => {
      const answer = await ask('page.why', tab);
      setView(answer.ok ? answer.value : { reasons: ['storage'], links: 0 });
    };
    void look();
    // Again and again while it is open: a page that was reloaded or allowed takes its time to get its controls.
    const timer = setInterval(() => void look(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [open]);

  return (
    <details class="why" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('missing_control')}</summary>
      <div role="status">
        {!view && <p class="quiet">{t('looking_around')}</p>}
        {view?.reasons.map((reason) => (
          <div key={reason} class="reason">
            <p>{words(reason, view)}</p>
            <Fix reason={reason} view={view} fixed={changed} />
          </div>
        ))}
        {view?.reasons.length === 0 && (
          <p>{view.links === 1 ? t('control_there_one') : t('control_there_many', view.links)}</p>
        )}
      </div>
    </details>
  );
}

function words(reason: Why, { origin, links, closed = 0 }: WhyView): string {
  const host = origin ? new URL(origin).host : '';
  const about = { too_many: links, some_closed_places: closed }[reason as string] ?? host;
  return t(`no_control_${reason}`, about);
}

/** The one button that helps, where one does. */
function Fix({ reason, view, fixed }: { reason: Why; view: WhyView; fixed: () => void }) {
  const { origin, tabId } = view;
  const openOptions = () => void ask('options.open', {});
  switch (reason) {
    case 'storage':
      return <ActionButton small name={t('open_options')} act={openOptions} />;
    case 'private_window':
    case 'signed_out':
      return <ActionButton small name={t('sign_in')} act={openOptions} />;
    case 'not_granted':
      return origin ? <AllowButton small origin={origin} granted={fixed} /> : null;
    case 'off': {
      if (!origin) return null;
      const turnOn = () => void ask('site.set', { origin, mode: 'ask' }).then(fixed);
      return <ActionButton small name={t('turn_on')} act={turnOn} />;
    }
    case 'updated':
    case 'not_running':
      if (tabId === undefined) return null;
      return <ActionButton small name={t('reload_page')} act={() => void browser.tabs.reload(tabId).then(fixed)} />;
    default:
      return null;
  }
}
