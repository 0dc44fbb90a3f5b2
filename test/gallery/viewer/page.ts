import { LANGUAGES, SURFACES, slug, THEMES } from '../model';
import type { Stage } from '../stage/given';
import type { ShownRow } from './rows';

/** What the reader can choose; the first value of each is what the page begins with. */
const CHOICES = {
  language: ['en', 'all', ...LANGUAGES.slice(1)],
  theme: ['light', 'all', ...THEMES.slice(1)],
  zoom: ['100', '50', '200'],
} as const;
const WORDS: Readonly<Record<string, string>> = {
  zh: 'zh-CN',
  long: '+40 %',
  mirrored: 'mirrored',
  50: '50 %',
  100: '100 %',
  200: '200 %',
};

const byId = (id: string) => document.getElementById(id) as HTMLElement;

function makeChoices(changed: () => void): void {
  for (const [name, values] of Object.entries(CHOICES))
    for (const [index, value] of values.entries()) {
      const input = Object.assign(document.createElement('input'), {
        type: 'radio',
        name,
        value,
        checked: index === 0,
      });
      const label = document.createElement('label');
      label.append(input, WORDS[value] ?? value);
      input.addEventListener('change', changed);
      byId(name).append(label);
    }
}

const chosen = (name: keyof typeof CHOICES) =>
  document.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value ?? CHOICES[name][0];
const allOf = (name: 'language' | 'theme', all: readonly string[]) => (chosen(name) === 'all' ? all : [chosen(name)]);

const drawn = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      drawn.unobserve(target);
      void draw(target as HTMLIFrameElement);
    }
  },
  { rootMargin: '400px' },
);

const rows = new WeakMap<Element, ShownRow>();

/** Loads a cell when it comes near the window, and gives it the size that its document asks for. */
async function draw(frame: HTMLIFrameElement): Promise<void> {
  const { only, height } = rows.get(frame) as ShownRow;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.src = frame.dataset.src ?? '';
  await loaded;
  await (frame.contentWindow as unknown as { __stage: Stage }).__stage.ready.catch(console.error);
  const doc = frame.contentDocument as Document;
  if (height === undefined && !doc.documentElement.classList.contains('small-window'))
    frame.height = String(
      Math.min(Number(frame.height), Math.ceil(doc.documentElement.getBoundingClientRect().height)),
    );
  const area = only && doc.querySelector(only)?.getBoundingClientRect();
  const clip = frame.parentElement as HTMLElement;
  const zoom = Number(chosen('zoom')) / 100;
  if (!area) return;
  Object.assign(clip.style, { width: `${area.width * zoom}px`, height: `${area.height * zoom}px` });
  Object.assign(frame.style, { position: 'absolute', left: `${-area.left * zoom}px`, top: `${-area.top * zoom}px` });
}

const WINDOW = { page: 200, popup: 600, options: 3000 } as const;

function cell(row: ShownRow, language: string, theme: string, changed: ReadonlySet<string>): HTMLElement {
  const zoom = Number(chosen('zoom'));
  const frame = document.createElement('iframe');
  rows.set(frame, row);
  // A window at 200 % has half of its pixels.
  const most = row.document === 'popup' && zoom > 100 ? WINDOW.popup / 2 : WINDOW[row.document];
  Object.assign(frame, { width: String(row.width ?? 384), height: String(row.tall ?? row.height ?? most) });
  frame.style.zoom = String(zoom / 100);
  frame.dataset.src = row.paths[`${language} ${theme}`];
  const clip = Object.assign(document.createElement('div'), { className: 'clip' });
  clip.append(frame);
  const figure = document.createElement('figure');
  const name = `${row.surface}/${slug(row.state)}.${language}.${theme}${zoom === 200 ? '.200' : ''}.png`;
  figure.classList.toggle('changed', zoom !== 50 && changed.has(name));
  const caption = document.createElement('figcaption');
  caption.textContent = [row.surface, row.state, WORDS[language] ?? language, theme].join(' · ');
  figure.append(clip, caption);
  drawn.observe(frame);
  return figure;
}

function drawAll(table: readonly ShownRow[], changed: ReadonlySet<string>): void {
  const words = (byId('search') as HTMLInputElement).value.toLowerCase().split(/[\s·]+/);
  const sections: HTMLElement[] = [];
  let count = 0;
  for (const surface of SURFACES) {
    const figures = table
      .filter((row) => row.surface === surface)
      .flatMap((row) =>
        allOf('language', LANGUAGES).flatMap((language) =>
          allOf('theme', THEMES).flatMap((theme) => {
            const name = `${surface} ${row.state} ${language} ${WORDS[language] ?? ''} ${theme}`.toLowerCase();
            return words.every((word) => name.includes(word)) ? [cell(row, language, theme, changed)] : [];
          }),
        ),
      );
    if (figures.length === 0) continue;
    count += figures.length;
    const section = document.createElement('section');
    const title = document.createElement('h2');
    title.innerHTML = `${surface} <small>${figures.length}</small>`;
    const line = document.createElement('div');
    line.append(...figures);
    section.append(title, line);
    sections.push(section);
  }
  byId('cells').replaceChildren(...sections);
  const marked = document.querySelectorAll('.changed').length;
  byId('count').textContent = `${count} pictures${marked ? `, ${marked} changed` : ''}`;
  byId('walk').hidden = marked === 0;
  byId('note').hidden = chosen('theme') !== 'forced' || matchMedia('(forced-colors: active)').matches;
}

let walked = -1;

/** Brings the next changed cell into view. */
function walkOn(): void {
  const all = document.querySelectorAll('.changed');
  walked = (walked + 1) % all.length;
  all[walked]?.scrollIntoView({ block: 'center' });
}

async function begin(): Promise<void> {
  const read = async <Value>(path: string) => (await (await fetch(path)).json()) as Value;
  const table = await read<readonly ShownRow[]>('/table.json');
  const changed = new Set(await read<readonly string[]>('/changed.json'));
  const again = () => drawAll(table, changed);
  makeChoices(again);
  byId('search').addEventListener('input', again);
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('walk').addEventListener('click', walkOn);
  again();
}

void begin();
