import { linkTo } from '../../addresses';

/** One dark pixel. */
const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAABERERERESwAAAAAAQABAAACAkQBADs=';

const GROUNDS = [
  'background: oklch(0.2 0.02 260); color: oklch(0.95 0.01 260)',
  'background: oklab(0.2 0 0); color: white',
  'background: color(srgb 0.1 0.1 0.12); color: white',
  'background: color(display-p3 0.1 0.1 0.12); color: white',
  'background: color-mix(in oklch, black 85%, white); color: white',
  'background: lab(10% 0 0); color: white',
  'background: hwb(220 5% 85%); color: white',
  'background: linear-gradient(#111, #223); color: white',
  `background: #1a1a1a url(${PIXEL}); color: white`,
  'color-scheme: dark; background: Canvas; color: CanvasText',
  'background: #101418; color: #eee',
  'background: oklch(0.97 0.01 260); color: #111',
  'background: linear-gradient(90deg, #fff, #eef); color: #111',
  'background: rgb(255 255 255 / 60%); color: #111',
];

const part = (ground: string, task: number) =>
  `<p style="${ground}; padding: 6px 12px; margin: 4px 0">${linkTo(task)} here</p>`;

export const markup = () => `<main>${GROUNDS.map(part).join('')}</main><p>${linkTo(40)} on the page itself</p>`;
