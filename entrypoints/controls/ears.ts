import type { Control } from './control';
import { type Heard, hearButtons, pointsAt } from './parts';

/** What may come first on a control. All of them pass the document, and name the host there. */
const FIRST = ['pointerover', 'pointerdown', 'focusin', 'keydown', 'click'];

/**
 * One set of ears for each document rather than for each control: the first event on a host gives its root ears of its own, in
 * time to hear that same event. Answers a way to add a control.
 */
export function openEars(
  heard: (control: Control, event: Heard) => void,
  signal: AbortSignal,
): (control: Control) => void {
  const deaf = new WeakMap<EventTarget, Control>();
  const documents = new WeakSet<Document>();

  function first(event: Event): void {
    const [host] = event.composedPath();
    const control = host && deaf.get(host);
    if (!control) return;
    deaf.delete(host);
    const hear = (event: Heard) => {
      control.isPointed = pointsAt(event) ?? control.isPointed;
      heard(control, event);
    };
    hearButtons(control.root, hear, ['pointerover', 'pointerout', 'focusin', 'focusout']);
  }

  return (control) => {
    const { host } = control;
    deaf.set(host, control);
    const doc = host.ownerDocument;
    if (documents.has(doc)) return;
    documents.add(doc);
    for (const type of FIRST) doc.addEventListener(type, first, { capture: true, signal });
  };
}
