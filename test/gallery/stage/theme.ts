import type { Theme } from '../model';

/** What each theme says to a media query, by the feature's name. */
const SAYS: Readonly<Record<Theme, Readonly<Record<string, string>>>> = {
  light: { 'prefers-color-scheme': 'light', 'forced-colors': 'none' },
  dark: { 'prefers-color-scheme': 'dark', 'forced-colors': 'none' },
  forced: { 'prefers-color-scheme': 'dark', 'forced-colors': 'active' },
};

/** A condition with what the theme decides put in: what holds always or never. */
const decide = (media: string, theme: Theme) =>
  media.replace(/\((prefers-color-scheme|forced-colors)\s*:\s*(\w+)\)/g, (_, name: string, value: string) =>
    SAYS[theme][name] === value ? '(min-width:0)' : '(max-width:0)',
  );

/**
 * Draws the document in a theme that the browser does not have: for a person who looks through the gallery in a browser of
 * their own. Pictures and checks ask the browser itself.
 */
export function forceTheme(theme: Theme): void {
  const { matchMedia } = globalThis;
  globalThis.matchMedia = (media) => matchMedia.call(globalThis, decide(media, theme));
  const { replaceSync } = CSSStyleSheet.prototype;
  CSSStyleSheet.prototype.replaceSync = function (css) {
    replaceSync.call(this, decide(css, theme));
  };
  document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark';
  addEventListener('load', () => {
    for (const sheet of document.styleSheets)
      for (const rule of sheet.cssRules)
        if (rule instanceof CSSMediaRule) rule.media.mediaText = decide(rule.media.mediaText, theme);
  });
}
