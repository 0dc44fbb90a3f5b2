import type { ComponentChildren } from 'preact';
import type { Failure } from '../lib/failure';
import { t } from '../lib/i18n';
import { ActionButton } from './ActionButton';
import { Boundary } from './Boundary';
import { FailureWords } from './FailureWords';
import { Icon, type IconName } from './icons';
import { TaskText } from './TaskText';

export type NoticeTone = 'info' | 'done' | 'waiting' | 'failure';

const ICONS: Record<NoticeTone, IconName> = { info: 'info', done: 'check', waiting: 'clock', failure: 'alert' };

interface NoticeProps {
  readonly tone: NoticeTone;
  readonly children: ComponentChildren;
  /** Buttons for the next step. */
  readonly actions?: ComponentChildren;
  /** Facts for a support request, copyable, behind a fold. */
  readonly details?: string | undefined;
  readonly dismiss?: (() => void) | undefined;
  /** A few words with one button beside them. */
  readonly brief?: boolean;
}

/** What happened and what to do next. It is announced by the page's live region, inside which it stands. */
export function Notice({ tone, children, actions, details, dismiss, brief }: NoticeProps) {
  return (
    <div class={`notice ${tone}${brief ? ' brief' : ''}`}>
      <div class="notice-line">
        <Icon name={ICONS[tone]} />
        <div class="notice-words">{children}</div>
        {dismiss && <ActionButton name={t('dismiss')} icon="clear" iconOnly small look="plain" act={dismiss} />}
      </div>
      {details && <Details text={details} />}
      {actions && <div class="notice-actions">{actions}</div>}
    </div>
  );
}

/** A failure in two sentences and its reason, with its code, log id and the server's own words behind a fold. */
export function FailureNotice(props: {
  failure: Failure;
  actions?: ComponentChildren;
  dismiss?: () => void;
  /** What it is about, where that is not plain. */
  children?: ComponentChildren;
}) {
  const { failure, actions, dismiss, children } = props;
  return (
    <Notice tone="failure" details={failureDetails(failure)} dismiss={dismiss} actions={actions}>
      {children} <FailureWords failure={failure} />
    </Notice>
  );
}

/**
 * The live region of a page: always there, so that what appears in it is announced; notices stand inside, each in a place and a
 * boundary of its own.
 */
export function Notices({ children }: { children: ComponentChildren }) {
  return (
    <div class="notices" role="status" aria-live="polite">
      {(Array.isArray(children) ? children : [children]).map((notice, place) => (
        <Boundary key={place} part="notice">
          {notice}
        </Boundary>
      ))}
    </div>
  );
}

/** Status, code, Feishu's request id and its own words, one a line; nothing when the failure has none of them. */
export function failureDetails({ code, log_id, detail, status }: Failure): string | undefined {
  const lines = [
    status && `HTTP ${status}`,
    code !== undefined && `code: ${code}`,
    log_id && `log_id: ${log_id}`,
    detail,
  ].filter(Boolean);
  return lines.length > 0 ? lines.join('\n') : undefined;
}

function Details({ text }: { text: string }) {
  return (
    <details>
      <summary>{t('details')}</summary>
      <pre>
        <TaskText text={text} />
      </pre>
      <ActionButton name={t('copy_details')} icon="copy" small act={() => void navigator.clipboard.writeText(text)} />
    </details>
  );
}
