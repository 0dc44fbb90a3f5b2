import { controlsAmong, nameOf, styleOf } from './boxes';
import type { Finding } from './geometry';

/** What the browser draws when no sheet says anything: measured beside the page, in the same theme. */
function bare(control: Element): { background: string; font: string } {
  const doc = control.ownerDocument;
  const host = doc.createElement('div');
  // No sheet of the page reaches in here.
  const root = host.attachShadow({ mode: 'closed' });
  const twin = doc.createElement(control.localName);
  if (control instanceof (doc.defaultView as Window & typeof globalThis).HTMLInputElement)
    (twin as HTMLInputElement).type = control.type;
  root.append(twin);
  doc.documentElement.append(host);
  const { backgroundColor: background, fontFamily, fontSize } = styleOf(twin);
  host.remove();
  return { background, font: `${fontSize} ${fontFamily}` };
}

/** Whether the font of a control is ever seen. */
const hasWords = (control: Element) =>
  !control.matches('button') || !!control.textContent?.trim() || !!control.querySelector('[data-words]');

/** Controls that look as the browser has them: a sheet is missing, or a new kind of control was forgotten in it. */
export function nativeLooks(elements: readonly Element[]): Finding[] {
  return controlsAmong(elements).flatMap((control) => {
    if (control.matches('a, summary')) return [];
    const style = styleOf(control);
    const native = bare(control);
    // Where the system forces its colours a button's ground is the browser's, and shall be.
    const isForced = control.ownerDocument.defaultView?.matchMedia('(forced-colors: active)').matches;
    const isBox = control.matches('[type="checkbox"], [type="radio"]');
    const reasons = [
      /outset|inset/.test(style.borderStyle) && `has a border of ${style.borderStyle}`,
      !isBox &&
        hasWords(control) &&
        `${style.fontSize} ${style.fontFamily}` === native.font &&
        'has the browser’s own font',
      !isForced &&
        control.matches('button') &&
        style.appearance !== 'none' &&
        style.backgroundColor === native.background &&
        'has the browser’s own ground',
      isBox &&
        !isForced &&
        style.appearance !== 'none' &&
        style.accentColor === 'auto' &&
        'has the browser’s own colour',
    ].filter((reason) => typeof reason === 'string');
    return reasons.map((what) => ({ check: 'native look', what: `${nameOf(control)} ${what}` }));
  });
}
