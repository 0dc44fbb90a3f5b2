/** A document in pieces between which something may be put. */
export interface Blocks {
  readonly blocks: readonly string[];
  /** What stands around all of them. */
  readonly before: string;
  readonly after: string;
  /** A block of its own around these words. */
  readonly around: (words: string) => string;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

interface Described {
  readonly name?: string;
  readonly id?: string;
  readonly type?: string;
  readonly $ref?: string;
  readonly description?: string;
  readonly optional?: boolean;
  readonly items?: Described;
  readonly enum?: readonly string[];
  readonly properties?: readonly Described[];
  readonly parameters?: readonly Described[];
  readonly returns?: readonly Described[];
}

interface Protocol {
  readonly domains: readonly (Described & {
    readonly domain: string;
    readonly types?: readonly Described[];
    readonly commands?: readonly Described[];
    readonly events?: readonly Described[];
  })[];
}

/** The manual of a protocol: a section for each domain, in it each type, command and event with its fields, all linked. */
export function manual({ domains }: Protocol): Blocks {
  const typeOf = ({ type, $ref, items }: Described): string => {
    if ($ref) return `<a href="#${$ref}">${$ref}</a>`;
    return items ? `array of ${typeOf(items)}` : `<i>${type}</i>`;
  };
  const fields = (title: string, list: readonly Described[] = []) =>
    list.length === 0
      ? ''
      : `<h4>${title}</h4><dl>${list
          .map(
            (field) =>
              `<dt><code>${field.name}</code>${field.optional ? ' <small>optional</small>' : ''}</dt>` +
              `<dd>${typeOf(field)}<br><span>${escaped(field.description ?? '')}</span></dd>`,
          )
          .join('')}</dl>`;
  const entry = (domain: string, kind: string) => (one: Described) => {
    const name = `${domain}.${one.name ?? one.id}`;
    return (
      `<article id="${name}"><h3>${name} <small>${kind}</small> <a href="#${name}">#</a></h3><p>${escaped(one.description ?? '')}</p>` +
      `${(one.enum ?? []).map((word) => `<code>${word}</code> `).join('')}` +
      `${fields('Properties', one.properties)}${fields('Parameters', one.parameters)}${fields('Returns', one.returns)}</article>`
    );
  };
  return {
    blocks: domains.flatMap(({ domain, description = '', types = [], commands = [], events = [] }) => [
      `<h2>${domain}</h2><p>${escaped(description)}</p>`,
      ...commands.map(entry(domain, 'method')),
      ...events.map(entry(domain, 'event')),
      ...types.map(entry(domain, 'type')),
    ]),
    before: `<nav><ul>${domains.map(({ domain }) => `<li><a href="#${domain}">${domain}</a></li>`).join('')}</ul></nav>`,
    after: '',
    around: (words) => `<p>${words}</p>`,
  };
}

interface Support {
  readonly version_added?: string | boolean | null;
}
interface Feature {
  readonly __compat?: {
    readonly mdn_url?: string;
    readonly support: Readonly<Record<string, Support | readonly Support[]>>;
  };
  readonly [name: string]: Feature | unknown;
}

interface Compat {
  readonly javascript: { readonly builtins: Readonly<Record<string, Feature>> };
}

/** One wide table: a row for each built-in of JavaScript and each of its members, a column for each browser. */
export function compatTable({ javascript: { builtins } }: Compat): Blocks {
  const browsers = Object.keys(builtins.Array?.__compat?.support ?? {});
  const rowsOf = (name: string, feature: Feature): string[] => {
    const { __compat: compat, ...parts } = feature;
    const cells = browsers.map((browser) => {
      const [{ version_added: since } = {} as Support] = [compat?.support[browser] ?? []].flat() as Support[];
      return `<td><b>${since ? 'yes' : 'no'}</b> <span>${since ?? '?'}</span></td>`;
    });
    const head = compat?.mdn_url ? `<a href="${compat.mdn_url}">${name}</a>` : escaped(name);
    return [
      ...(compat ? [`<tr><th>${head}</th>${cells.join('')}</tr>`] : []),
      ...Object.entries(parts).flatMap(([part, inner]) => rowsOf(`${name}: ${part}`, inner as Feature)),
    ];
  };
  return {
    blocks: Object.entries(builtins).flatMap(([name, feature]) => rowsOf(name, feature)),
    before: `<table><thead><tr><th></th>${browsers.map((browser) => `<th>${browser}</th>`).join('')}</tr></thead><tbody>`,
    after: '</tbody></table>',
    around: (words) => `<tr><th></th><td colspan="${browsers.length}">${words}</td></tr>`,
  };
}

const TOKENS =
  /(?<comment>\/\/.*|\/\*.*|^\s*\*.*)|(?<text>'[^']*'|"[^"]*"|`[^`]*`)|(?<word>\b(?:class|const|declare|export|extends|false|from|function|import|interface|module|namespace|null|readonly|true|type|undefined|void)\b)|(?<name>[A-Za-z_$][\w$]*)|(?<number>\d+)/g;

/** A source file as code hosts show one: a row for each line, a span for each token. */
export function listing(source: string): Blocks {
  const coloured = (line: string) => {
    let [html, from] = ['', 0];
    for (const { 0: token, index, groups = {} } of line.matchAll(TOKENS)) {
      const [kind] = Object.entries(groups).find(([, found]) => found !== undefined) ?? [];
      html += `${escaped(line.slice(from, index))}<span class="${kind}">${escaped(token)}</span>`;
      from = index + token.length;
    }
    return html + escaped(line.slice(from));
  };
  const row = (code: string, index: number) => `<tr><td data-line="${index}"></td><td>${code}</td></tr>`;
  return {
    blocks: source.split('\n').map((line, index) => row(coloured(line), index + 1)),
    before: '<table><tbody>',
    after: '</tbody></table>',
    around: (words) => row(words, 0),
  };
}
