// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Control } from '../../../entrypoints/controls/control';
import { openEars } from '../../../entrypoints/controls/ears';
import { knownLinks } from '../../../entrypoints/controls/known-links';
import { mountsFor } from '../../../entrypoints/controls/mounts';
import type { FoundLink } from '../../../lib/page-links';

const guidOf = (index: number) => `11111111-1111-4111-8111-${String(index).padStart(12, '0')}`;
const urlOf = (index: number) => `https://applink.feishu.cn/client/todo/detail?guid=${guidOf(index)}`;

let ends: AbortController;
beforeEach(() => {
  ends = new AbortController();
  document.body.replaceChildren();
});

function links(count: number): FoundLink[] {
  return Array.from({ length: count }, (_, index) => {
    const node = document.createElement('a');
    node.href = urlOf(index);
    node.textContent = 'task';
    const row = document.createElement('p');
    row.append(node);
    document.body.append(row);
    return { link: { kind: 'task', brand: 'feishu', guid: guidOf(index) }, node, owner: node, start: 0, end: 0 };
  });
}

/** Everything that stands in a control, its host and root included. */
const nodesOf = ({ host, root }: Control) => [host, root, ...root.querySelectorAll('*')].length;

describe('what controls put into a page', () => {
  it('is seven nodes for each: host, root, wrap, one button, its drawing', () => {
    const mounts = mountsFor(
      knownLinks([], () => {}),
      openEars(() => {}, ends.signal),
      () => {},
      () => {},
    );
    mounts.make(links(5), false);
    expect([...mounts.controls.values()].map(nodesOf)).toEqual([7, 7, 7, 7, 7]);
    expect(document.querySelectorAll('p > *')).toHaveLength(10);
  });

  it('is nothing for links that are not near', () => {
    const all = links(50);
    const before = document.querySelectorAll('*').length;
    const mounts = mountsFor(
      knownLinks([], () => {}),
      openEars(() => {}, ends.signal),
      () => {},
      () => {},
    );
    mounts.show([], false);
    expect(document.querySelectorAll('*')).toHaveLength(before);
    mounts.show(all.slice(0, 2), false);
    expect(document.querySelectorAll('*')).toHaveLength(before + 2);
    mounts.show(all.slice(2, 3), false);
    expect(document.querySelectorAll('*')).toHaveLength(before + 1);
  });

  it('is used again when it has left untouched', () => {
    const copies = vi.spyOn(Node.prototype, 'cloneNode');
    const mounts = mountsFor(
      knownLinks([], () => {}),
      openEars(() => {}, ends.signal),
      () => {},
      () => {},
    );
    const all = links(6);
    mounts.show(all.slice(0, 3), false);
    const rings = () => [...mounts.controls.values()].map(({ ring }) => ring);
    const first = rings();
    const made = copies.mock.calls.length;
    mounts.show(all.slice(3), false);
    expect(copies.mock.calls).toHaveLength(made);
    expect(new Set(rings())).toEqual(new Set(first));
    // What stands around a ring once somebody pointed at it.
    for (const { wrap } of mounts.controls.values()) wrap.append(document.createElement('span'));
    mounts.show(all.slice(0, 3), false);
    expect(rings().filter((ring) => first.includes(ring))).toEqual([]);
    vi.restoreAllMocks();
  });

  it('hears through one set of ears for the document until something happens to one', () => {
    const onRoots = vi.spyOn(ShadowRoot.prototype, 'addEventListener');
    const onDocument = vi.spyOn(document, 'addEventListener');
    const mounts = mountsFor(
      knownLinks([], () => {}),
      openEars(() => {}, ends.signal),
      () => {},
      () => {},
    );
    mounts.make(links(3), false);
    expect(onRoots).not.toHaveBeenCalled();
    const [first, second] = [...mounts.controls.values()];
    // Nothing of the page's own has more than a look at it.
    document.body.dispatchEvent(new Event('pointerover', { bubbles: true }));
    expect(onRoots).not.toHaveBeenCalled();
    const told = onDocument.mock.calls.length;
    expect(told).toBeLessThan(7);
    // A browser says of what happens in a closed root that it happens to the host; the simulated one does not.
    const at = { bubbles: true, composed: true };
    first?.host.dispatchEvent(new Event('pointerover', at));
    const roots = () => new Set(onRoots.mock.contexts).size;
    expect(roots()).toBe(1);
    const ears = onRoots.mock.calls.length;
    first?.host.dispatchEvent(new Event('focusin', at));
    expect(onRoots.mock.calls).toHaveLength(ears);
    second?.host.dispatchEvent(new Event('click', at));
    expect(roots()).toBe(2);
    expect(onDocument.mock.calls).toHaveLength(told);
    vi.restoreAllMocks();
  });
});
