import type { Desk, ThemedPart } from '../controls/desk';
import { later } from '../controls/later';
import { around, groundReader, PSEUDOS, type StyleOf } from './ground';
import { CLEAR } from './layers';

/** How soon it is looked whether a colour has turned behind what stands there, and how often as long as it does, ms. */
const TURN_MS = 200;

/** An element that is drawn behind something. */
interface Layer {
  readonly style: CSSStyleDeclaration;
  /** Those of its pseudo-elements. */
  readonly pseudos: readonly CSSStyleDeclaration[];
  /** Its colours when they were last read. */
  said?: string;
}

/** To read these the browser need not lay anything out. */
const colorsOf = ({ color, backgroundColor, backgroundImage }: CSSStyleDeclaration) =>
  color + backgroundColor + backgroundImage;

/** Whether a pseudo-element may lie over or under all of its element: then the nearest colour says little. */
const mayCover = ({ content, position, backgroundColor, backgroundImage }: CSSStyleDeclaration) =>
  content !== 'none' && /abs|fix/.test(position) && backgroundColor + backgroundImage !== `${CLEAR}none`;

/** Looks behind all that stands in this world, as it comes, and again when colours have turned there. */
export function followGround(desk: Desk): void {
  const { signal } = desk;
  const known = new WeakMap<Element, Layer>();
  /** What was behind something when it was last looked at, with its colours. */
  const seen = new WeakMap<ThemedPart, Map<Layer, string>>();
  const due = new Set<ThemedPart>();
  const toasts: ThemedPart[] = [];
  let layers: Map<Layer, string>;

  const styleOf: StyleOf = (element) => {
    const layer = known.get(element) ?? {
      style: getComputedStyle(element),
      pseudos: PSEUDOS.map((name) => getComputedStyle(element, name)),
    };
    known.set(element, layer);
    layer.said ??= colorsOf(layer.style);
    layers.set(layer, layer.said);
    themes.observe(element, { attributes: true });
    return layer.style;
  };
  const read = groundReader(styleOf);

  /** Reads what is behind it, by its colours alone where that will do; what is answered draws it so. */
  function look(one: ThemedPart): () => void {
    layers = new Map();
    for (let up = around(one.host); up; up = around(up)) styleOf(up);
    let isUnsure = [...layers.keys()].some(({ pseudos }) => pseudos.some(mayCover));
    const nearest = desk.standsOnDark(around(one.host) ?? one.host, new Map(), () => {
      isUnsure = true;
    });
    const isDark = isUnsure ? (read(one) ?? nearest) : nearest;
    seen.set(one, layers);
    return () => {
      one.isDark = one.wrap.classList.toggle('dark', isDark);
    };
  }

  /** First everything that reads the page, then everything that changes what it lays out. */
  const work = later(() => {
    const draws: (() => void)[] = [];
    for (const one of due)
      try {
        draws.push(look(one));
      } catch {
        // Behind this one alone nobody can look: it stays as it is.
      }
    due.clear();
    for (const draw of draws) draw();
  }, 0);

  const standing = () => [...desk.controls.values(), ...toasts];

  function lookAt(some: readonly ThemedPart[]): void {
    for (const one of some) due.add(one);
    work();
  }

  /** Has those looked at behind which a colour has turned; answers the first of them. */
  function check(some: readonly ThemedPart[]): ThemedPart | undefined {
    const behind = (one: ThemedPart) => [...(seen.get(one) ?? [])];
    for (const [layer] of new Map(some.flatMap(behind))) layer.said = colorsOf(layer.style);
    const stale = some.filter((one) => behind(one).some(([layer, said]) => layer.said !== said));
    lookAt(stale);
    return stale[0];
  }

  /** A page may take its time over a change. */
  const checkAll = () => check(standing()) && soon();
  const soon = later(checkAll, TURN_MS);
  const themes = new MutationObserver(soon);
  matchMedia('(prefers-color-scheme:dark)').addEventListener('change', () => lookAt(standing()), { signal });
  // A sheet that is switched or written anew tells nobody. It turns the first as it turns the others.
  const beat = setInterval(() => document.hidden || (check(standing().slice(0, 1)) && checkAll()), TURN_MS);
  signal.addEventListener('abort', () => {
    themes.disconnect();
    clearInterval(beat);
  });
  const { ground } = desk;
  desk.ground = (one) => {
    ground(one);
    if (!('found' in one)) toasts[0] = one;
    lookAt([one]);
  };
  lookAt(standing());
}
