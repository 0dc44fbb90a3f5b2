/** What a generated page holds, and so what every arm must find. */
export interface PageKind {
  /** Nodes of the whole document, elements and texts, about. */
  readonly nodes: number;
  /** Anchors with a task link. */
  readonly links: number;
  /** Bare task URLs in text. */
  readonly texts: number;
  /** Elements that host an open shadow root, each with an ordinary link; every tenth of them holds a task link as well. */
  readonly hosts?: number;
  /** Whether the hosts are custom elements, whose names have a dash, or any others. */
  readonly dashed?: boolean;
  /** Frames of the page's origin, each a small page with ten comments and one task link. */
  readonly frames?: number;
}

/** A guid that is another for each number, the same in every run. */
export function guidOf(index: number): string {
  const hex = index.toString(16).padStart(12, '0');
  return `0a1b2c3d-4e5f-4a6b-8c7d-${hex}`;
}

export const urlOf = (index: number) => `https://applink.feishu.cn/client/todo/detail?guid=${guidOf(index)}`;

/** Tasks inside roots and frames are numbered from here, apart from those of the page itself. */
const FIRST_IN_ROOTS = 0x1000000;
const FIRST_IN_FRAMES = 0x2000000;

const WORDS = 'release notes invoice board review launch owner draft budget plan weekly report open design'.split(' ');
const wordsAt = (index: number, count: number) =>
  Array.from({ length: count }, (_, offset) => WORDS[(index * 7 + offset * 3) % WORDS.length]).join(' ');

/**
 * A page like a long discussion: sections of comments, each with a head, ordinary links, paragraphs with inline markup and
 * a small table; task links strewn evenly. The same bytes for the same kind.
 */
export function pageOf({ nodes, links, texts, hosts = 0, dashed = true, frames = 0 }: PageKind): string {
  // One comment below has 34 nodes.
  const comments = Math.max(1, Math.round(nodes / 34));
  const due = (count: number, index: number) =>
    Math.floor(((index + 1) * count) / comments) - Math.floor((index * count) / comments);
  const parts: string[] = [];
  let [link, text] = [0, links];
  for (let index = 0; index < comments; index += 1) {
    if (index % 20 === 0) parts.push(`${index ? '</section>' : ''}<section><h2>Part ${index / 20}</h2>`);
    parts.push(
      `<article><header><a href="/people/${index}">${wordsAt(index, 2)}</a> <time>${index} days ago</time></header>` +
        `<p>${wordsAt(index, 9)} <b>${wordsAt(index + 1, 2)}</b> ${wordsAt(index + 2, 12)} <code>${wordsAt(index, 1)}</code>` +
        ` ${wordsAt(index + 3, 6)} <a href="https://example.com/issues/${index}">#${index}</a>.</p>` +
        `<table><tr><td>${index}</td><td>${wordsAt(index, 3)}</td></tr><tr><td>${index + 1}</td><td>${wordsAt(index, 2)}</td></tr></table>`,
    );
    for (let count = due(links, index); count > 0; count -= 1) parts.push(`<p><a href="${urlOf(link++)}">task</a></p>`);
    for (let count = due(texts, index); count > 0; count -= 1) parts.push(`<p>see ${urlOf(text++)} please</p>`);
    for (let count = due(hosts, index); count > 0; count -= 1)
      parts.push(dashed ? '<x-card>card</x-card>' : '<div class="card">card</div>');
    parts.push('</article>');
  }
  const attach = `<script>[...document.querySelectorAll('x-card,.card')].forEach((host, index) => {
    const task = index % 10 ? '' : '<a href="${urlOf(FIRST_IN_ROOTS).slice(0, -12)}' + (${FIRST_IN_ROOTS} + index).toString(16).padStart(12, '0') + '">task</a>';
    host.attachShadow({ mode: 'open' }).innerHTML = '<p>in a root <a href="/x">y</a> ' + task + '</p>';
  });</script>`;
  const inner = Array.from({ length: frames }, (_, index) => {
    const html = pageOf({ nodes: 340, links: 0, texts: 0 }).replace(
      '</section>',
      `<p><a href="${urlOf(FIRST_IN_FRAMES + index)}">task</a></p></section>`,
    );
    return `<iframe srcdoc="${html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title></head><body>${parts.join('')}</section>${inner.join('')}${hosts ? attach : ''}</body></html>`;
}
