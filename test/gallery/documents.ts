import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language, Row, Theme } from './model';
import { NOW } from './samples/tasks';
import type { Given } from './stage/given';

const MESSAGES: Record<Language, string> = { en: 'en', zh: 'zh_CN', long: 'en', mirrored: 'en' };

/** The words, the manifest and the pages of a build, and what the gallery makes of them for one cell. */
export function documentsOf(build: string) {
  const read = (path: string) => readFileSync(join(build, path), 'utf8');
  const manifest = JSON.parse(read('manifest.json')) as { content_security_policy: { extension_pages: string } };
  const words = new Map<Language, Given['messages']>();

  /** The script before the stage's. */
  function given(row: Row, language: Language, theme: Theme | undefined): string {
    const messages = words.get(language) ?? JSON.parse(read(`_locales/${MESSAGES[language]}/messages.json`));
    words.set(language, messages);
    const all: Given = {
      ...row.scene(language),
      ...{ language, kind: row.document, now: NOW, messages, manifest: manifest as Given['manifest'] },
      ...(theme && { theme }),
    };
    return `globalThis.__given=${JSON.stringify(all)};`;
  }

  const root = (language: Language) =>
    `<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"${language === 'mirrored' ? ' dir="rtl"' : ''}>`;
  const stage = '<script src="given.js"></script><script src="/stage.js"></script>';

  /** A page of the web with the page script that is registered for it. */
  const webPage = (row: Row, language: Language) => `<!doctype html>
${root(language)}
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Page</title>
${stage}
<link rel="stylesheet" href="/web-page.css">
</head>
<body>
${row.scene(language).page ?? ''}
<script src="/scout.js"></script>
</body>
</html>`;

  /** An own page as it is shipped, with the stage's script before all others. */
  const ownPage = (row: Row, language: Language) =>
    read(`${row.document}.html`)
      .replace(/<html[^>]*>/, root(language))
      .replace('<head>', `<head>${stage}`);

  return {
    given,
    html: (row: Row, language: Language) => (row.document === 'page' ? webPage : ownPage)(row, language),
    /** Own pages keep theirs, but may stand in the gallery's frame. */
    policy: (row: Row) =>
      row.document === 'page'
        ? undefined
        : manifest.content_security_policy.extension_pages.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
  };
}
