import { answer } from '../../lib/messages/listen';
import type { FoundLink } from '../../lib/page-links';
import type { ActionId } from '../../lib/task/actions';
import type { Desk } from '../controls/desk';
import { visibleWords } from '../controls/link-words';
import { nearest } from '../controls/viewport';
import { inOrder, listLinks, neighbour } from './current-link';

/** What the background asks of a page that has controls: its links, and shortcuts. Comes with the first such question. */
export function answerCommands(desk: Desk): void {
  const { links, controls, near, bring, mean, signal } = desk;
  /** The link of which this is true, or true of its control. */
  const linkWhere = (is: (node: Node) => boolean) =>
    [...links].find(({ node }) => is(node)) ?? [...controls.values()].find(({ host }) => is(host))?.found;
  const focused = () => linkWhere((node) => (node.getRootNode() as Document).activeElement === node);
  const hovered = () => linkWhere((node) => !!(node as Partial<Element>).matches?.(':hover'));
  const inView = () => nearest(near(), 0);

  /** Brings a control to a link that has none yet, and shows which one is meant. */
  function use(found: FoundLink | undefined, wished?: ActionId): { done: boolean } {
    const control = found && bring(found);
    if (control && !wished) control.ring.focus();
    if (control) void mean(control, wished);
    return { done: !!control };
  }

  answer(
    {
      'links.list': () => listLinks(links, visibleWords),
      'action.run': ({ action }) =>
        use(focused() ?? hovered() ?? desk.pointing?.meant()[0] ?? inOrder(inView())[0], action),
      'link.go': ({ to }) => use(neighbour(links, focused(), inView(), to)),
    },
    signal,
  );
}
