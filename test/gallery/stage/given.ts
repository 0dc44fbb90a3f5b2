import type { Language, Scene, Theme } from '../model';

/** What the server puts in front of this script: everything that one cell needs. */
export interface Given extends Scene {
  readonly language: Language;
  readonly kind: 'page' | 'popup' | 'options';
  /** Drawn so whatever the browser prefers; absent where the browser itself is told. */
  readonly theme?: Theme;
  /** ms since 1970 */
  readonly now: number;
  readonly messages: Readonly<Record<string, { readonly message: string }>>;
  readonly manifest: { readonly host_permissions?: readonly string[] };
}

/** What the gallery's checks ask of a cell's document. */
export interface Stage {
  /** Drawn, its steps taken, and still; rejects where a step was not possible. */
  readonly ready: Promise<void>;
  /** Keys of the messages that were drawn or said. */
  readonly said: ReadonlySet<string>;
  /** Closed roots, which nobody else can reach. */
  readonly roots: readonly ShadowRoot[];
  /** Stops what moves, at one moment for all pictures. */
  still(): void;
}

declare global {
  var __given: Given;
  var __stage: Stage;
}

export const given = (): Given => globalThis.__given;
