import type { PageLinks } from '../../lib/messages/contract';
import { answer } from '../../lib/messages/listen';
import type { FoundLink } from '../../lib/page-links';
import type { ActionId } from '../../lib/task/actions';
import { DESK, type Desk, type DeskHolder } from '../controls/desk';
import { nearest } from '../controls/viewport';
import { inOrder, neighbour } from './current-link';
import { listPage } from './list-page';

/**
 * What the background asks of a page: its tasks, and shortcuts, which need controls. Comes with the first such question, and
 * stays where controls come later.
 */
export function answerCommands(signal: AbortSignal): void {
  /** The controls that stand here now; they may have come, or come anew, since the last question. */
  const desk = (): Desk | undefined => {
    const now = (globalThis as DeskHolder)[DESK];
    return now?.signal.aborted ? undefined : now;
  };

  answer(
    {
      'links.list': ({ hosts }): Promise<PageLinks> => listPage(desk(), hosts),
      'action.run': ({ action }) => withDesk(desk(), (it) => use(it, meant(it), action)),
      'link.go': ({ to }) => withDesk(desk(), (it) => use(it, neighbour(it.links, focused(it), inView(it), to))),
    },
    signal,
  );
}

const withDesk = (desk: Desk | undefined, run: (desk: Desk) => boolean) => ({ done: desk ? run(desk) : false });

/** The link of which this is true, or true of its control. */
const linkWhere = ({ links, controls }: Desk, is: (node: Node) => boolean) =>
  [...links].find(({ node }) => is(node)) ?? [...controls.values()].find(({ host }) => is(host))?.found;

const focused = (desk: Desk) => linkWhere(desk, (node) => (node.getRootNode() as Document).activeElement === node);
const hovered = (desk: Desk) => linkWhere(desk, (node) => !!(node as Partial<Element>).matches?.(':hover'));
const inView = (desk: Desk) => nearest(desk.near(), 0);

/** The link that a shortcut means: the one with the focus, under the pointer, or first in view. */
const meant = (desk: Desk) => focused(desk) ?? hovered(desk) ?? desk.pointing?.meant()[0] ?? inOrder(inView(desk))[0];

/** Brings a control to a link that has none yet, and shows which one is meant. */
function use({ bring, mean }: Desk, found: FoundLink | undefined, wished?: ActionId): boolean {
  const control = found && bring(found);
  if (control && !wished) control.ring.focus();
  if (control) void mean(control, wished);
  return !!control;
}
