import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Boundary } from '../../components/Boundary';
import { Icon } from '../../components/icons';
import { FailureNotice, Notices } from '../../components/Notice';
import { t } from '../../lib/i18n';
import type { SessionView } from '../../lib/messages/contract';
import { About } from './About';
import { Account } from './Account';
import { Diagnostics } from './Diagnostics';
import { Sample } from './Sample';
import { Shortcuts } from './Shortcuts';
import { Sites } from './Sites';
import { useGrants } from './use-grants';
import { useSession } from './use-session';

/** The options page; on the first run its first three sections are numbered steps with one thing to do in each. */
export function App({ welcome }: { welcome: boolean }) {
  const session = useSession();
  const { view } = session;
  return (
    <main class="options">
      <Notices>{session.failure && !view && <FailureNotice failure={session.failure} />}</Notices>
      {view ? (
        <Sections session={{ ...session, view }} welcome={welcome} />
      ) : session.failure ? (
        <Trouble />
      ) : (
        <Waiting />
      )}
    </main>
  );
}

const isSignedIn = ({ brands }: SessionView) => brands.some(({ account }) => account);
const isNew = ({ brands }: SessionView) => brands.every(({ account, app_id }) => !account && !app_id);

function Sections(props: {
  session: Omit<ReturnType<typeof useSession>, 'view'> & { view: SessionView };
  welcome: boolean;
}) {
  const { view, take } = props.session;
  // Decided once: the steps must not vanish under the reader when the first of them is done.
  const [firstRun] = useState(props.welcome || isNew(view));
  const [tried, setTried] = useState(false);
  const grants = useGrants(view);
  const sitesChosen = grants.all || grants.chosen.length > 0;

  return (
    <>
      <header class="lead">
        <img src="/icon/48.png" alt="" width="32" height="32" />
        <div>
          <h1>{t(firstRun ? 'welcome_title' : 'options_title')}</h1>
          <p class="quiet">{t(firstRun ? 'welcome_lead' : 'options_lead')}</p>
        </div>
      </header>
      <Section
        title={t(firstRun ? 'step_connect' : 'section_account')}
        {...(firstRun && { step: 1, done: isSignedIn(view) })}
      >
        <Account session={view} take={take} />
      </Section>
      <Section title={t(firstRun ? 'step_sites' : 'section_sites')} {...(firstRun && { step: 2, done: sitesChosen })}>
        <Sites grants={grants} />
      </Section>
      <Section title={t('section_try')} {...(firstRun && { step: 3, done: tried })}>
        <Sample finished={() => setTried(true)} />
      </Section>
      <Section title={t('section_shortcuts')}>
        <Shortcuts />
      </Section>
      <Section title={t('section_about')}>
        <About />
      </Section>
      <Section title={t('section_diagnostics')}>
        <Diagnostics />
      </Section>
    </>
  );
}

/** Nothing can be shown, for instance since the database does not open: what is left is to say how that is. */
function Trouble() {
  return (
    <Section title={t('section_diagnostics')}>
      <Diagnostics />
    </Section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly step?: number;
  readonly done?: boolean;
  readonly children: ComponentChildren;
}

function Section({ title, step, done = false, children }: SectionProps) {
  return (
    <section aria-label={title} class={step === undefined ? 'section' : 'section step'}>
      <h2>
        {step !== undefined && (
          <span class={done ? 'number done' : 'number'}>{done ? <Icon name="check" /> : step}</span>
        )}
        {title}
        {done && <span class="only-heard"> ({t('step_done')})</span>}
      </h2>
      <div class="stack">
        <Boundary part={`section ${title}`}>{children}</Boundary>
      </div>
    </section>
  );
}

/** Of the page's size, so that nothing jumps when the answer arrives. */
function Waiting() {
  return (
    <div aria-busy="true">
      <span class="skeleton" style={{ blockSize: '40px', marginBlockEnd: '24px' }} />
      <span class="skeleton" style={{ blockSize: '420px' }} />
    </div>
  );
}
