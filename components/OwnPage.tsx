import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../lib/i18n';
import { ActionButton } from './ActionButton';
import { Boundary, Failed, kindOf, TellPage } from './Boundary';

interface OwnPageProps {
  /** Names the page in the report. */
  readonly page: string;
  readonly children: ComponentChildren;
}

/** A page of ours: whatever fails in it is said, offers the report, and leaves the rest as it is. */
export function OwnPage({ page, children }: OwnPageProps) {
  const [broken, setBroken] = useState<string>();
  return (
    <>
      <TellPage.Provider value={setBroken}>
        <Boundary part={page}>{children}</Boundary>
      </TellPage.Provider>
      <FailedBesides {...{ page, broken, setBroken }} />
    </>
  );
}

interface FailedBesidesProps {
  readonly page: string;
  readonly broken: string | undefined;
  readonly setBroken: (broken: string | undefined) => void;
}

/**
 * What failed outside of drawing (in a handler, a timer, or an answer that nobody awaited), or in a part that has no place for
 * the report.
 */
function FailedBesides({ page, broken, setBroken }: FailedBesidesProps) {
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    const tell = (thrown: unknown) => setBroken(`${page}, outside of drawing, ${kindOf(thrown)}`);
    // Without an error it is only the browser's word that a resize observer was late.
    addEventListener('error', ({ error }) => error && tell(error), { signal });
    addEventListener('unhandledrejection', ({ reason }) => tell(reason), { signal });
    return () => ending.abort();
  }, []);

  if (broken === undefined) return null;
  return (
    <Failed words={t('step_failed')} broken={broken}>
      <ActionButton small name={t('dismiss')} act={() => setBroken(undefined)} />
    </Failed>
  );
}
