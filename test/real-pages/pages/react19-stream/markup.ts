import { createElement } from 'react';
import { renderToReadableStream } from 'react-dom/server.edge';
import { Page } from './app';

/** As the server sends it: the frame first, the late part behind it with the script that puts it in its place. */
export async function markup(): Promise<string> {
  const data = new Promise<string>((resolve) => setTimeout(() => resolve('Late part'), 50));
  const stream: ReadableStream = await renderToReadableStream(createElement(Page, { data }));
  return `<div id="root">${await new Response(stream).text()}</div>`;
}
