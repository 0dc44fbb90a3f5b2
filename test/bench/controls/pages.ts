import { urlOf } from '../scout/pages';

/** A window that shows all of these links at once, px; as many as get a control. */
export const VISIBLE = { links: 200, width: 1280, height: 5200 } as const;
/** Links far below the window. */
export const FAR_LINKS = 1000;

const row = (index: number) =>
  `<li><span>Ticket ${index}</span> <a href="${urlOf(index)}">Write the release notes of part ${index}</a> <em>open</em></li>`;

const page = (rows: number, before = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title><style>li { height: 22px }</style></head>` +
  `<body>${before}<main><section><ul>${Array.from({ length: rows }, (_, index) => row(index)).join('')}</ul></section></main></body></html>`;

/** Two hundred links in view, in a list a few elements deep. */
export const visiblePage = () => page(VISIBLE.links);

/** A thousand links that are all further away than controls reach. */
export const farPage = () => page(FAR_LINKS, '<div style="height:60000px"></div>');
