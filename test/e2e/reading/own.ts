/**
 * A member of a node as the browser defines it, and a way to set it and to call it: a field of a form hides the one of its name.
 */
const protoOf = (node: Node) => Reflect.getPrototypeOf(node) as object;

export const own = <Of extends Node, Name extends keyof Of>(node: Of, name: Name): Of[Name] =>
  Reflect.get(protoOf(node), name, node);

export const setOwn = <Of extends Node, Name extends keyof Of>(node: Of, name: Name, value: Of[Name]): boolean =>
  Reflect.set(protoOf(node), name, value, node);

type Method = (...args: never[]) => unknown;

export const callOwn = <Of extends Node, Name extends keyof Of>(
  node: Of,
  name: Name,
  ...args: Of[Name] extends Method ? Parameters<Of[Name]> : never
): Of[Name] extends Method ? ReturnType<Of[Name]> : never =>
  Reflect.apply(own(node, name) as Method, node, args) as never;
