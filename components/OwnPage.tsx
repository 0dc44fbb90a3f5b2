import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../lib/i18n';
import { ActionButton } from './ActionButton';
import { Boundary, Failed, kindOf } from './Boundary';

interface OwnPageProps {
  /** Names the page in the report. */
  readonly page: string;
  readonly children: ComponentChildren;
}

/** A page of ours: whatever fails in it is said, offers the report, and leaves the rest as it is. */
export function OwnPage({ page, children }: OwnPageProps) {
  return (
    <>
      <Boundary part={page}>{children}</Boundary>
      <FailedBesides page={page} />
    </>
  );
}

/** What failed outside of drawing: in a handler, a timer, or an answer that nobody awaited. */
function FailedBesides({ page }: { page: string }) {
  const [kind, setKind] = useState<string>();

  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    // Without an error it is only the browser's word that a resize observer was late.
    addEventListener('error', ({ error }) => error && setKind(kindOf(error)), { signal });
    addEventListener('unhandledrejection', ({ reason }) => setKind(kindOf(reason)), { signal });
    return () => ending.abort();
  }, []);

  if (kind === undefined) return null;
  return (
    <Failed words={t('step_failed')} broken={`${page}, outside of drawing, ${kind}`}>
      <ActionButton small name={t('dismiss')} act={() => setKind(undefined)} />
    </Failed>
  );
}
