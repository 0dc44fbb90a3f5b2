import { makeIcon } from '../controls/parts';

/** Gives an icon its shapes, as path data on a field of 16 × 16. */
export function drawIcon(icon: HTMLElement, outline: string, mark = ''): HTMLElement {
  icon.querySelectorAll('path').forEach((path, index) => {
    path.setAttribute('d', index ? mark : outline);
  });
  return icon;
}

export const iconButton = (className: string, outline: string) => drawIcon(makeIcon('button', className), outline);
