import type { Rule } from './attack';

/** One layer of the gate, and how a scratch copy loses it: each text stands in its file exactly once. */
export interface Layer {
  readonly name: string;
  /** The attacks that go against it. */
  readonly rule: Rule;
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

/** Every layer of the click gate. */
export const LAYERS: readonly Layer[] = [];
