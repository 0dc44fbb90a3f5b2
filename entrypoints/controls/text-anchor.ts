/**
 * A bare URL stands in the middle of a text node. To let a host stand right after it the page's node is cut in two, and
 * this module owns the cut: frameworks keep a reference to their node (the head), so the rest must never stay behind.
 */
export interface TextAnchors {
  /** Cuts the node at `end` (UTF-16 units); nothing to do when the URL ends the node. */
  cut(head: Text, end: number): void;
  /** Puts the rest back into the head, once our host is no longer between. */
  heal(head: Text): void;
  /** Looks at every cut again after the page changed something. */
  check(): void;
}

interface Cut {
  readonly tail: Text;
  /** The head's text as the cut left it. */
  readonly left: string;
}

/** `isOurs` knows our hosts; `moved` hears that what stood at the end of one node now stands at the end of another. */
export function textAnchors(isOurs: (node: Node) => boolean, moved: (from: Text, to: Text) => void): TextAnchors {
  const cuts = new Map<Text, Cut>();

  const isWhole = (head: Text, { tail }: Cut) => {
    let next = head.nextSibling;
    while (next && next !== tail && isOurs(next)) next = next.nextSibling;
    return next !== null && next === tail;
  };

  function join(head: Text, cut: Cut): void {
    const after = cuts.get(cut.tail);
    cuts.delete(head);
    cuts.delete(cut.tail);
    head.appendData(cut.tail.data);
    cut.tail.remove();
    if (after) cuts.set(head, { tail: after.tail, left: head.data });
    moved(cut.tail, head);
  }

  /** The page wrote the whole text into the head again: everything that we cut off from it is old. */
  function drop(head: Text): void {
    const cut = cuts.get(head);
    if (!cut) return;
    cuts.delete(head);
    drop(cut.tail);
    if (cut.tail.parentNode === head.parentNode) cut.tail.remove();
  }

  /** The page took the head away or moved it: it must carry its whole text wherever it goes. */
  function restore(head: Text, cut: Cut): void {
    const after = cuts.get(cut.tail);
    if (after) restore(cut.tail, after);
    // Only the rest that stayed where it was is ours to move; a rest that the page removed by itself is gone.
    if (cut.tail.parentNode || !head.parentNode) join(head, cut);
    else cuts.delete(head);
  }

  return {
    cut(head, end) {
      if (end >= head.data.length) return;
      const after = cuts.get(head);
      const tail = head.splitText(end);
      cuts.set(head, { tail, left: head.data });
      if (!after) return;
      cuts.set(tail, { tail: after.tail, left: tail.data });
      moved(head, tail);
    },
    heal(head) {
      const cut = cuts.get(head);
      if (cut && head.data === cut.left && isWhole(head, cut)) join(head, cut);
    },
    check() {
      for (const [head, cut] of cuts) {
        if (cuts.get(head) !== cut) continue;
        if (head.data !== cut.left) drop(head);
        else if (!isWhole(head, cut)) restore(head, cut);
      }
    },
  };
}
