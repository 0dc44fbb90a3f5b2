import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icons';
import { t } from '../../lib/i18n';

const TRIES = ['point', 'complete', 'reopen'] as const;
type Try = (typeof TRIES)[number];

/** A task link to play with: everything happens on this page, nothing is sent and no account is needed. */
export function Sample({ finished }: { finished: () => void }) {
  const [done, setDone] = useState(false);
  const [tried, setTried] = useState<ReadonlySet<Try>>(new Set());
  const all = TRIES.every((one) => tried.has(one));
  const did = (one: Try) => setTried((before) => new Set([...before, one]));
  useEffect(() => {
    if (all) finished();
  }, [all]);

  function toggle() {
    did(done ? 'reopen' : 'complete');
    setDone(!done);
  }

  const said = all ? 'sample_all' : done ? 'sample_completed' : tried.has('reopen') ? 'sample_reopened' : undefined;
  return (
    <div class="stack">
      <div class="card sample">
        <span class="tag">{t('sample_tag')}</span>
        <p>
          {t('sample_before')} <span class="link">{t('sample_link')}</span>{' '}
          <SampleRing done={done} toggle={toggle} pointed={() => did('point')} /> {t('sample_after')}
        </p>
        <p class="said" role="status">
          {said && t(said)}
        </p>
      </div>
      <ol class="tries">
        {TRIES.map((one) => (
          <li key={one} class={tried.has(one) ? 'done' : undefined}>
            {tried.has(one) && <Icon name="check" />}
            {t(`sample_try_${one}`)}
            {tried.has(one) && <span class="only-heard"> ({t('step_done')})</span>}
          </li>
        ))}
      </ol>
      <p class="quiet">{t('sample_hint')}</p>
    </div>
  );
}

/** The ring after the link, and the bar that it lays over the text for pointer or focus. */
function SampleRing({ done, toggle, pointed }: { done: boolean; toggle: () => void; pointed: () => void }) {
  const [open, setOpen] = useState(false);
  function show() {
    setOpen(true);
    pointed();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only follows pointer and focus; what acts are the buttons inside
    <span
      class="ring-place"
      onMouseEnter={show}
      onMouseLeave={() => setOpen(false)}
      onFocusIn={show}
      onFocusOut={() => setOpen(false)}
      onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
    >
      {open && (
        <span class="bar" aria-hidden="true">
          <span class={done ? 'bar-title struck' : 'bar-title'}>{t('sample_title')}</span>
          {!done && <span class="bar-due">{t('sample_due')}</span>}
        </span>
      )}
      <button type="button" class="ring" aria-label={t(done ? 'sample_reopen' : 'sample_complete')} onClick={toggle}>
        <Ring done={done} />
      </button>
    </span>
  );
}

function Ring({ done }: { done: boolean }) {
  return (
    <svg viewBox="0 0 16 16" class={done ? 'icon filled' : 'icon'} aria-hidden="true">
      <circle cx="8" cy="8" r="6" />
      {done && <path d="m5.2 8.2 2 2 3.6-4" />}
    </svg>
  );
}
