import { Icon } from '../../components/icons';
import { nameOrMember } from '../../components/person-name';
import { Sentence } from '../../components/Sentence';
import { TaskText } from '../../components/TaskText';
import { timeText } from '../../components/task-words';
import { locale, t } from '../../lib/i18n';
import type { TaskView } from '../../lib/messages/contract';
import { nextAction, type Verdict } from '../../lib/task/actions';
import type { Part } from '../../lib/task/completion';
import { tipFor } from '../../lib/task/custom-complete';
import { OpenInClient } from './OpenInClient';

export function whyNot(verdict: Verdict): string | undefined {
  return verdict.may ? undefined : t(`why_${verdict.why ?? 'follower_only'}`);
}

/** The button's verb; where a third party has its own way, completing from here is the second choice. */
export function verbOf(next: 'complete' | 'reopen', verdict: Verdict): string {
  return verdict.may && verdict.offer ? t('complete_anyway') : t(`action_${next}`);
}

/** Why the next action may not be done, or what is special about doing it; how far each assignee is, and who has done it. */
export function Reasons({ view, now }: { view: TaskView; now: number }) {
  const { verdicts, parts, completion, me } = view;
  const verdict = verdicts[nextAction(view.task)];
  const why = whyNot(verdict);
  const words = why === undefined ? verdict.notes.map((note) => t(`note_${note}`)) : [why];
  const doneBy =
    completion?.by && (completion.by.id === me.open_id ? t('you') : nameOrMember(completion.by.id, completion.by.name));
  const tip = verdict.may ? tipFor(verdict.offer?.tip, locale()) : undefined;
  if (words.length === 0 && !parts && !doneBy) return null;
  return (
    <div class="verdict">
      {doneBy && (
        <p>
          <Sentence words={(name) => t('completed_by', name)} text={doneBy} />
        </p>
      )}
      {words.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {tip && (
        <blockquote>
          <TaskText text={tip} longest={1000} />
        </blockquote>
      )}
      {parts && (
        <ul class="parts">
          {parts.parts.map((part, position) => (
            <PartLine key={part.id || position} part={part} isMe={part.id === me.open_id} now={now} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** One assignee's part of a task that everyone must finish. */
function PartLine({ part, isMe, now }: { part: Part; isMe: boolean; now: number }) {
  const name = isMe ? t('you') : nameOrMember(part.id, part.name);
  const { completed_at: timestamp } = part;
  const words = (place: string) =>
    timestamp ? t('part_done', place, timeText({ timestamp }, now)) : t('part_open', place);
  return (
    <li class={part.completed_at ? 'is-finished' : ''}>
      <Icon name={part.completed_at ? 'check' : 'clock'} />
      <span>
        <Sentence words={words} text={name} />
      </span>
    </li>
  );
}

/** What to do first, or in the place of an action that may not be done: the third party's link, or the official client. */
export function Instead({ view }: { view: TaskView }) {
  const { brand, guid } = view;
  const { instead, offer } = view.verdicts[nextAction(view.task)];
  if (instead === 'open_link' && offer?.href)
    return (
      <a class="button primary" href={offer.href} target="_blank" rel="noopener noreferrer">
        <Icon name="leave" />
        {t('open_host', hostWords(offer.href))}
      </a>
    );
  return instead === 'open_in_client' ? <OpenInClient brand={brand} guid={guid} look="button" /> : null;
}

/** The longest host that is shown whole, in characters. */
const LONGEST_HOST = 40;

/** Where a link leads. Of a long host the end is shown: it says whose it is. ASCII, since URL spells other letters as "xn--…". */
function hostWords(href: string): string {
  const { host } = new URL(href);
  return host.length > LONGEST_HOST ? `…${host.slice(-LONGEST_HOST)}` : host;
}
