import { Component, type ComponentChildren, type ComponentType, createContext } from 'preact';
import { t } from '../lib/i18n';
import { readReport } from '../lib/report';
import { ActionButton } from './ActionButton';
import { CopyReport } from './CopyReport';
import { Icon } from './icons';

interface BoundaryProps {
  /** Names the part in the report: fixed words of ours. */
  readonly part: string;
  /**
   * Stands in the part's place after it has failed; else words, "Try again" and the report. Without those it is the page that
   * offers the report.
   */
  readonly instead?: ComponentChildren | ((failed: ComponentChildren) => ComponentChildren);
  /** What else can be done then. */
  readonly more?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Tells the page which part has failed without a place for the report; fixed words of ours. */
export const TellPage = createContext<(broken: string) => void>(() => undefined);

/**
 * Keeps the rest of a page usable where one part throws while it is drawn or in an effect. The part is not drawn again by
 * itself: what threw once mostly throws again, and drawing it on each change would never end.
 */
export class Boundary extends Component<BoundaryProps, { readonly kind?: string | undefined }> {
  static override getDerivedStateFromError(thrown: unknown) {
    return { kind: kindOf(thrown) };
  }

  static override contextType = TellPage;

  override componentDidCatch(thrown: unknown): void {
    const { part, instead } = this.props;
    if (instead !== undefined && typeof instead !== 'function') this.context(`${part}, ${kindOf(thrown)}`);
  }

  override render() {
    const { part, instead, more, children } = this.props;
    const { kind } = this.state;
    if (kind === undefined) return children;
    const failed = (
      <Failed words={t('part_failed')} broken={`${part}, ${kind}`}>
        <ActionButton small name={t('try_again')} act={() => this.setState({ kind: undefined })} />
        {more}
      </Failed>
    );
    if (instead === undefined) return failed;
    return typeof instead === 'function' ? instead(failed) : instead;
  }
}

interface FailedProps {
  readonly words: string;
  /** For the report. */
  readonly broken: string;
  readonly children?: ComponentChildren;
}

/** That something failed, in words of ours, with the report for whoever looks after it. */
export function Failed({ words, broken, children }: FailedProps) {
  return (
    <div class="notice failure part-failed" role="alert">
      <div class="notice-line">
        <Icon name="alert" />
        <div class="notice-words">{words}</div>
      </div>
      <div class="notice-actions">
        {children}
        <CopyReport small read={() => readReport(broken)} />
      </div>
    </div>
  );
}

/** A component within a boundary of its own. */
export function bounded<Props extends object>(
  part: string,
  View: ComponentType<Props>,
  instead?: ComponentChildren,
): ComponentType<Props> {
  return (props) => (
    <Boundary part={part} instead={instead}>
      <View {...props} />
    </Boundary>
  );
}

const KINDS = ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'DOMException'];

/** The kind of an error by its own name. Its message stays out of the report, since it may quote a task. */
export function kindOf(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : '';
  return KINDS.includes(name) ? name : 'Error';
}
