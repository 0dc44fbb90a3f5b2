import { sheetsOf } from '../controls/parts';
import css from './style.css?inline';

/** Adds a sheet to a root, behind those that it has. */
export function adopter(css: string): (root: ShadowRoot) => void {
  const sheetFor = sheetsOf(css);
  return ({ ownerDocument, adoptedStyleSheets }) => {
    const sheet = sheetFor(ownerDocument);
    if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
  };
}

/** This script's sheet. */
export const adopt = adopter(css);
