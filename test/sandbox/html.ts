const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 26rem; margin: 4rem auto; padding: 0 1.5rem; }
  h1 { font-size: 1.4rem; }
  ul { padding-left: 1.2rem; }
  code { overflow-wrap: anywhere; }
  label { display: block; font-weight: 600; }
  select { width: 100%; font: inherit; padding: .5rem; margin: .3rem 0 1.2rem; }
  button { font: inherit; min-height: 2.5rem; padding: 0 1.4rem; border: 1px solid #8888; border-radius: .4rem; cursor: pointer; }
  button[value=authorize] { background: #245bdb; border-color: #245bdb; color: #fff; }
`;

/** A plain page without script. `body` is HTML already. */
export function htmlPage(title: string, body: string): Response {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${STYLE}</style><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`;
  return new Response(html, {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
