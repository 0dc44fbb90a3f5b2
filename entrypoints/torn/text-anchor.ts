import type { Torn } from '../../lib/page-links';

interface Cut {
  readonly tail: Text;
  /** The head's text as the cut left it. */
  readonly left: string;
}

export const textAnchors: Torn['anchors'] = (follows, moved) => {
  const cuts = new Map<Text, Cut>();

  /** A cut in a rest becomes one in what that rest is part of now. */
  function keep(head: Text, cut: Cut | undefined): void {
    if (cut) cuts.set(head, { tail: cut.tail, left: head.data });
  }

  function join(head: Text): void {
    const tail = cuts.get(head)?.tail;
    if (!tail) return;
    const after = cuts.get(tail);
    cuts.delete(head);
    cuts.delete(tail);
    head.appendData(tail.data);
    tail.remove();
    keep(head, after);
    moved(tail, head);
  }

  return {
    cut(head, end) {
      if (end >= head.length) return;
      const after = cuts.get(head);
      const tail = head.splitText(end);
      cuts.set(head, { tail, left: head.data });
      keep(tail, after);
      moved(head, tail);
    },
    heal(head) {
      const tail = cuts.get(head)?.tail;
      // Another host of ours may stand there by now.
      if (tail && head.nextSibling === tail) join(head);
    },
    check() {
      for (const [head, { tail, left }] of cuts) {
        const { data } = head;
        if (data !== left) {
          // The page wrote its whole text into the head again: everything that we cut off from it is old.
          while (cuts.has(head)) join(head);
          head.data = data;
        } else if (follows(tail, head)) continue;
        // The page took the head away or moved it: it carries its whole text wherever it goes.
        else if (tail.parentNode || !head.parentNode) join(head);
        // The page took the rest away.
        else cuts.delete(head);
      }
    },
  };
};
