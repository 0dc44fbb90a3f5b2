import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { Control } from '../controls/control';
import { DESK, type DeskHolder } from '../controls/desk';
import { later } from '../controls/later';
import { groundReader } from './ground';

/** A page that changes its theme does so all at once, but may take its time over it, ms. */
const THEME_MS = 400;

/** Looks behind the controls of this world, now and as they come. Nothing but this function may use an import: the build evaluates this file in Node. */
export default defineUnlistedScript(() => {
  const desk = (globalThis as DeskHolder)[DESK];
  if (!desk || desk.ground || desk.signal.aborted) return;
  const isOnDark = groundReader();
  if (!isOnDark) return;
  const drawn = new Set<Control>();
  // Once they stand where they will.
  const look = later(() => {
    for (const control of drawn) {
      drawn.delete(control);
      try {
        control.isDark = isOnDark(control.host);
        control.wrap.classList.toggle('dark', control.isDark);
      } catch {
        // Behind this one alone nobody can look: it stays as it is.
      }
    }
  }, 0);
  const lookAtAll = () => desk.controls.forEach(lookAt);
  function lookAt(control: Control): void {
    drawn.add(control);
    look();
  }
  desk.standsOnDark = isOnDark;
  desk.ground = lookAt;
  lookAtAll();
  const soon = later(lookAtAll, THEME_MS);
  const theme = new MutationObserver(soon);
  for (const root of [document.documentElement, document.body]) if (root) theme.observe(root, { attributes: true });
  matchMedia('(prefers-color-scheme:dark)').addEventListener('change', soon, { signal: desk.signal });
  desk.signal.addEventListener('abort', () => theme.disconnect());
});
