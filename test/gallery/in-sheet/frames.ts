import type { Area } from '../pictures/picture';
import type { Stage } from '../stage/given';

/** One cell as the sheet is told of it; CSS pixels. */
export interface Frame {
  readonly src: string;
  readonly width: number;
  readonly height: number;
  /** Whether the document decides how high it is, up to `height`. */
  readonly fits: boolean;
  /** Shows only this element. */
  readonly only: string;
  readonly isPage: boolean;
}

export interface Drawn {
  /** Why it could not be drawn; "" where it could. */
  readonly trouble: string;
  /** How large the popup asks to be, where the browser would let it be larger; CSS pixels. */
  readonly asks?: { readonly width: number; readonly height: number };
}

/** More than any browser grants a popup. */
const ROOM = { width: 1000, height: 2000 };

const all = () => [...document.querySelectorAll('iframe')];
export const stageOf = (frame: HTMLIFrameElement) => (frame.contentWindow as unknown as { __stage: Stage }).__stage;
export const documentOf = (frame: HTMLIFrameElement) => frame.contentDocument as Document;
export const frameAt = (index: number) => all()[index] as HTMLIFrameElement;

const shownIn = (frame: HTMLIFrameElement, { only }: Frame) =>
  only ? documentOf(frame).querySelector<HTMLElement>(only) : null;

const twoFrames = () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));

async function ready(frame: HTMLIFrameElement): Promise<string> {
  try {
    await stageOf(frame).ready;
    return '';
  } catch (error) {
    return String(error);
  }
}

/** Gives a window the height that its document asks for; of a long page only what is shown needs to be drawn. */
function fit(frame: HTMLIFrameElement, one: Frame): void {
  const shown = one.src.includes('options.html') && shownIn(frame, one);
  frame.height = String(shown ? Math.ceil(shown.getBoundingClientRect().height) + 2 : heightOf(frame, one));
  if (shown) shown.scrollIntoView({ block: 'start', behavior: 'instant' });
}

/** How high the window would be: the popup's is its document's, a small window as high as all that scrolls in it. */
function heightOf(frame: HTMLIFrameElement, { height, src }: Frame): number {
  const doc = documentOf(frame);
  const scrolls = doc.querySelector('.scroll');
  if (scrolls && doc.documentElement.classList.contains('small-window')) {
    const end = Math.max(...[...scrolls.children].map((child) => child.getBoundingClientRect().bottom));
    const spare = scrolls.getBoundingClientRect().bottom - end - 2;
    return Math.min(height, Math.ceil(Number(frame.height) - spare));
  }
  const own = Math.ceil(doc.documentElement.getBoundingClientRect().height);
  return src.includes('options.html') ? own : Math.min(height, own);
}

/** In a window with more room than it needs, for a moment. */
function asked(frame: HTMLIFrameElement, { width, height, src }: Frame): Drawn['asks'] {
  if (!src.includes('popup.html') || documentOf(frame).documentElement.classList.contains('small-window')) return;
  // What fits whole is scrolled to its beginning.
  const scrolls = documentOf(frame).querySelector('.scroll');
  const top = scrolls?.scrollTop ?? 0;
  Object.assign(frame, ROOM);
  const { width: wide, height: high } = documentOf(frame).documentElement.getBoundingClientRect();
  Object.assign(frame, { width, height });
  if (scrolls) scrolls.scrollTop = top;
  return { width: Math.round(wide), height: Math.ceil(high) };
}

/** Makes the frames, waits for each, and gives it the height that its document asks for. */
export async function draw(frames: readonly Frame[]): Promise<Drawn[]> {
  const main = document.querySelector('main') as HTMLElement;
  return Promise.all(
    frames.map(async (one) => {
      const frame = document.createElement('iframe');
      Object.assign(frame, { src: one.src, width: one.width, height: one.height });
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      const clip = document.createElement('div');
      clip.append(frame);
      main.append(clip);
      await loaded;
      const trouble = await ready(frame);
      const asks = asked(frame, one);
      if (one.fits) fit(frame, one);
      return { trouble, ...(asks && { asks }) };
    }),
  );
}

/** What is drawn late, or otherwise in a window of its height, changes the height once more. */
export async function refit(frames: readonly Frame[]): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    await new Promise((passed) => setTimeout(passed, 150));
    await twoFrames();
    let isSame = true;
    for (const [index, one] of frames.entries()) {
      if (!one.fits) continue;
      const frame = frameAt(index);
      const { height } = frame;
      fit(frame, one);
      if (frame.height !== height) isSame = false;
    }
    if (isSame) return;
  }
}

/** What is left around a part that is shown alone: a focus ring has room there, CSS pixels. */
const AROUND = 8;

/** Of a cell that shows one element the rest takes no room, and the highest stand beside each other: large sheets are slow. */
export function pack(frames: readonly Frame[]): void {
  for (const [index, frame] of all().entries()) {
    const clip = frame.parentElement as HTMLElement;
    const shown = shownIn(frame, frames[index] as Frame)?.getBoundingClientRect();
    if (shown) {
      const [left, top] = [Math.max(0, Math.floor(shown.left) - AROUND), Math.max(0, Math.floor(shown.top) - AROUND)];
      Object.assign(frame.style, { marginLeft: `${-left}px`, marginTop: `${-top}px` });
      const { offsetWidth: width, offsetHeight: height } = frame;
      clip.style.width = `${Math.min(width, Math.ceil(shown.right) + AROUND) - left}px`;
      clip.style.height = `${Math.min(height, Math.ceil(shown.bottom) + AROUND) - top}px`;
    }
    clip.style.order = String(-Math.round(clip.getBoundingClientRect().height));
  }
}

/** Keys of the messages that each cell has drawn or said. */
export const said = (): string[][] => all().map((frame) => [...stageOf(frame).said]);

/** Where each cell, or the part of it that is shown, stands in the sheet. */
export function areas(frames: readonly Frame[]): Area[] {
  return all().map((frame, index) => {
    const { x, y, width, height } = frame.getBoundingClientRect();
    const shown = shownIn(frame, frames[index] as Frame)?.getBoundingClientRect();
    if (!shown) return { x, y, width, height };
    const left = Math.max(0, Math.floor(shown.left));
    const top = Math.max(0, Math.floor(shown.top));
    return {
      x: x + left,
      y: y + top,
      width: Math.min(width, Math.ceil(shown.right)) - left,
      height: Math.min(height, Math.ceil(shown.bottom)) - top,
    };
  });
}

/** Loads the web pages anew. */
export async function redrawPages(frames: readonly Frame[]): Promise<void> {
  const pages = all().filter((_, index) => frames[index]?.isPage);
  await Promise.all(
    pages.map(async (frame) => {
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      frame.contentWindow?.location.reload();
      await loaded;
      await ready(frame);
    }),
  );
}

/** The focus is nowhere, so that no picture depends on which cell was the last to take it, and nothing moves. */
export async function holdStill(): Promise<void> {
  window.focus();
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement) activeElement.blur();
  for (const frame of all()) stageOf(frame).still();
  await twoFrames();
}
