/** The platforms that a task can have its own way of completion on (T2/task/overview, custom completion). */
export const PLATFORMS = ['pc', 'ios', 'android'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** The twelve languages of a tip in the patch document, in its order. */
export const TIP_LOCALES = [
  'en_us',
  'zh_cn',
  'zh_hk',
  'zh_tw',
  'ja_jp',
  'fr_fr',
  'it_it',
  'de_de',
  'ru_ru',
  'th_th',
  'es_es',
  'ko_kr',
] as const;

export interface CustomCompleteItem {
  /** http or https only. */
  readonly href?: string;
  /** Locale → text of at most 1,000 characters. */
  readonly tip?: Readonly<Record<string, string>>;
}

export type CustomComplete = { readonly [Name in Platform]?: CustomCompleteItem };

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * Without empty texts, empty tips and empty platforms; nothing when nothing remains. Keys in the document's order. A draft comes
 * from a disk, so what is no text is left out, too.
 */
export function tidy(value: CustomComplete | undefined): CustomComplete | undefined {
  const platforms = PLATFORMS.flatMap((platform) => {
    const { href, tip } = value?.[platform] ?? {};
    // Locales that we do not list (a newer server's) stay as they are, after the known ones.
    const known = new Set<string>([...TIP_LOCALES, ...Object.keys(tip ?? {})]);
    const texts = [...known].flatMap((locale) => (isText(tip?.[locale]) ? [[locale, tip[locale]]] : []));
    const item = { ...(isText(href) && { href }), ...(texts.length > 0 && { tip: Object.fromEntries(texts) }) };
    return Object.keys(item).length > 0 ? [[platform, item]] : [];
  });
  return platforms.length > 0 ? (Object.fromEntries(platforms) as CustomComplete) : undefined;
}

/**
 * A tip in the reader's language: the locale itself ("zh-CN" is zh_cn), another of the same language, then zh_cn, en_us, any
 * (feishu-task-api §2). `locale` is a BCP 47 tag.
 */
export function tipFor(tip: Readonly<Record<string, string>> | undefined, locale: string): string | undefined {
  const given = Object.entries(tip ?? {}).filter(([, text]) => text !== '');
  const wanted = locale.toLowerCase().replaceAll('-', '_');
  const language = wanted.split('_')[0] ?? '';
  const order = [wanted, `${language}_`, 'zh_cn', 'en_us', ''];
  for (const start of order) {
    const found = given.find(([key]) => key.startsWith(start));
    if (found) return found[1];
  }
  return undefined;
}

/** Whether a link may be opened and sent: http or https, and a URL at all (safety: links out of tasks). */
export function isWebLink(href: string): boolean {
  try {
    return /^https?:$/.test(new URL(href).protocol);
  } catch {
    return false;
  }
}
