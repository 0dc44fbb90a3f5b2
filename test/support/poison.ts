import { options, type VNode } from 'preact';

/** Preact's own names in the shipped build for what it does before it draws a component, and for a node's parent and component. */
interface Drawing {
  __r?: (node: DrawnNode) => void;
}
type DrawnNode = VNode<{ part?: string }> & { readonly __?: DrawnNode; readonly __c?: object };

/** One drawn component: the names of those around it, outermost first, with its own, and which of that place it is. */
export type Place = `${string}#${number}`;

const nameOf = ({ type, props }: DrawnNode) => {
  const name = typeof type === 'function' ? type.name : '';
  return props?.part ? `${name}(${props.part})` : name;
};

function pathOf(node: DrawnNode): string {
  const names: string[] = [];
  for (let up: DrawnNode | undefined = node; up; up = up.__) names.unshift(nameOf(up));
  return names.filter(Boolean).join('/');
}

/** Notes each component that is drawn, and has those at `isPoisoned` throw as often as they are drawn. */
export function poison() {
  const drawing = options as Drawing;
  const before = drawing.__r;
  const counts = new Map<string, number>();
  const places = new WeakMap<object, Place>();
  const seen = new Set<Place>();
  const world = {
    seen,
    /** Components that throw; by place, or by the name of all of their kind. */
    isPoisoned: (_: Place): boolean => false,
    stop: () => {
      if (before) drawing.__r = before;
      else delete drawing.__r;
    },
  };
  drawing.__r = (node) => {
    before?.(node);
    const component = node.__c as object;
    let place = places.get(component);
    if (!place) {
      const path = pathOf(node);
      const number = counts.get(path) ?? 0;
      counts.set(path, number + 1);
      place = `${path}#${number}`;
      places.set(component, place);
      seen.add(place);
    }
    if (world.isPoisoned(place)) throw new RangeError('Invalid time value');
  };
  return world;
}
