import { standIn } from './browser';
import { pause, stopClock } from './clock';
import { given, type Stage } from './given';
import { rememberRoots } from './roots';
import { quiet, take } from './steps';
import { forceTheme } from './theme';
import { playUser } from './user';

/** The moment of every animation in a picture, ms. */
const MOMENT_MS = 3000;

const scene = given();
const roots = rememberRoots();
const said = new Set<string>();
let missed: unknown;

stopClock(scene.now);
const browser = standIn(scene, said, (error) => {
  missed ??= error;
});
// The first script on every page goes without the name that all others use.
Object.assign(globalThis, { browser, chrome: browser });
// What reports and diagnostics say of the browser is the same with each of its builds.
Object.defineProperty(navigator, 'userAgent', {
  value: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0.0.0 Safari/537.36',
});
const clipboard = {
  writeText: async () => {
    if (scene.browser?.clipboard === 'refused') throw new Error('refused');
  },
};
Object.defineProperty(navigator, 'clipboard', { value: clipboard });
if (scene.kind === 'page') playUser();
if (scene.browser?.isBlind) Reflect.deleteProperty(IntersectionObserverEntry.prototype, 'isVisible');
if (scene.theme) forceTheme(scene.theme);

async function play(): Promise<void> {
  if (document.readyState !== 'complete') await new Promise((loaded) => addEventListener('load', loaded));
  // The own pages draw into `#app`.
  while (scene.kind !== 'page' && !document.querySelector('#app')?.firstChild) await pause(5);
  for (const step of scene.steps ?? []) await take(step, roots);
  await document.fonts.ready;
  await quiet(roots);
  stage.still();
  if (missed) throw missed;
}

const stage = {
  said,
  roots,
  still() {
    for (const root of [document, ...roots])
      for (const animation of root.getAnimations()) {
        animation.pause();
        animation.currentTime = MOMENT_MS;
      }
  },
};
const ready = play();
// Whoever asks is told; nobody may have asked yet.
ready.catch(() => undefined);
globalThis.__stage = { ...stage, ready } satisfies Stage;
