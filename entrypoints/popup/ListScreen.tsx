import { useState } from 'preact/hooks';
import { ActionButton } from '../../components/ActionButton';
import { Boundary } from '../../components/Boundary';
import { FailureNotice, Notice, Notices } from '../../components/Notice';
import { isDone } from '../../components/task-words';
import type { Failure } from '../../lib/failure';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { NamedLink, OutboxView, Result, TaskView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { AsideNotice } from './AsideNotice';
import { LinkField } from './LinkField';
import { ListNotes, PageHints } from './PageHints';
import { SignInBy } from './SignInBy';
import { SiteSwitch } from './SiteSwitch';
import { SkeletonRows } from './SkeletonRows';
import { TaskRow } from './TaskRow';
import { useFirstFocus } from './use-first-focus';
import { useQuestion } from './use-question';
import { focusWaiting, WaitingList } from './WaitingList';
import { WhyNoControl } from './WhyNoControl';

/** How many tasks are read at once. */
const AT_ONCE = 4;

interface ListScreenProps {
  readonly tab: { tabId?: number };
  readonly open: (task: { brand: Brand; guid: string }) => void;
}

const keyOf = ({ brand, guid }: NamedLink) => `${brand} ${guid}`;

/** The tasks of this page, a field for any other, how Tasklark stands on this site, and what waits or failed. */
export function ListScreen({ tab, open }: ListScreenProps) {
  const page = useQuestion('page.links', tab, ['site.changed']);
  const session = useQuestion('session.list', {}, ['session.changed']);
  const outbox = useQuestion('outbox.list', {}, ['outbox.changed']);
  const [answers, setAnswers] = useState<ReadonlyMap<string, Result<TaskView>>>(new Map());

  const site = page.answer?.ok ? page.answer.value : undefined;
  const links = site?.links ?? [];
  const brands = session.answer?.ok ? session.answer.value.brands.filter(({ account }) => account) : [];
  const ready = page.answer !== undefined && session.answer !== undefined;
  const done = links.filter((link) => {
    const answer = answers.get(keyOf(link));
    return answer?.ok && isDone(answer.value.task);
  }).length;
  useFirstFocus(ready, '.hint-box .button', '.task-row', '.link-field input');

  return (
    <>
      <header class="bar">
        <h1>{t('tasks_on_page')}</h1>
        {links.length > 0 && <span class="quiet">{countWords(links.length, done)}</span>}
        <span class="end">
          <Boundary part="options button">
            <ActionButton
              small
              look="plain"
              icon="gear"
              iconOnly
              name={t('open_options')}
              act={() => void ask('options.open', {})}
            />
          </Boundary>
        </span>
      </header>
      <main class="scroll">
        <LinkField
          brands={brands.map(({ brand }) => brand)}
          customHosts={brands.flatMap(({ custom }) => custom?.linkHosts ?? [])}
          open={open}
        />
        {ready && session.answer?.ok && <PageHints page={site} isSignedIn={brands.length > 0} refresh={page.refresh} />}
        <ul class="tasks" aria-busy={!ready}>
          {!page.answer && <SkeletonRows />}
          {links.map((link, index) => (
            <Boundary key={keyOf(link)} part="list row" instead={(failed) => <li>{failed}</li>}>
              <TaskRow
                link={link}
                wanted={brands.some(({ brand }) => brand === link.brand) && index < answers.size + AT_ONCE}
                isSignedOut={session.answer !== undefined && !brands.some(({ brand }) => brand === link.brand)}
                seen={(answer) => setAnswers((known) => new Map(known).set(keyOf(link), answer))}
                open={() => open({ brand: link.brand, guid: link.guid })}
              />
            </Boundary>
          ))}
        </ul>
        <Boundary part="notes">{site && <ListNotes page={site} />}</Boundary>
        {outbox.answer?.ok && (
          <WaitingList outbox={outbox.answer.value} open={({ brand, guid }) => open({ brand, guid })} />
        )}
        {site?.origin && site.granted && <SiteSwitch {...site} origin={site.origin} />}
        {ready && <WhyNoControl tab={tab} changed={page.refresh} />}
      </main>
      <div class="bottom">
        <Boundary part="notices">
          <Notices>
            {failures(page.answer, session.answer, outbox.answer).map((failure) => (
              <FailureNotice key={failure.reason} failure={failure} />
            ))}
            <AsideNotice />
            <SignInBy />
            {outbox.answer?.ok && <Waiting {...outbox.answer.value} />}
          </Notices>
        </Boundary>
      </div>
    </>
  );
}

/** How many changes wait and how many need the user, announced as it changes; the list itself is further up. */
function Waiting({ waiting, parked }: OutboxView) {
  if (waiting + parked === 0) return null;
  return (
    <Notice
      brief
      tone={parked > 0 ? 'failure' : 'waiting'}
      actions={<ActionButton small name={t('waiting_show')} act={focusWaiting} />}
    >
      {parked > 0 && <p>{parked === 1 ? t('parked_one') : t('parked_many', parked)}</p>}
      {waiting > 0 && <p>{waiting === 1 ? t('waiting_one') : t('waiting_many', waiting)}</p>}
    </Notice>
  );
}

const countWords = (count: number, done: number) => (done > 0 ? t('count_done', count, done) : t('count', count));

/** What went wrong with the questions, each reason once: a database that does not open fails them all. */
function failures(...answers: readonly (Result<unknown> | undefined)[]): Failure[] {
  const all = answers.flatMap((answer) => (answer && !answer.ok ? [answer.failure] : []));
  return all.filter(({ reason }, index) => all.findIndex((one) => one.reason === reason) === index);
}
