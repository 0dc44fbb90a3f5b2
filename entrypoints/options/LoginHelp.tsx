import { t } from '../../lib/i18n';

/** What Feishu shows in its own window only, and never tells us (feishu-task-api §5.1). */
const SHOWN_THERE = [
  { code: 20027, words: 'login_help_20027' },
  { code: 20029, words: 'login_help_20029' },
  { code: 20010, words: 'login_help_20010' },
] as const;

/** After a closed window: what an error seen in it means. */
export function LoginHelp({ redirectUrl }: { redirectUrl: string }) {
  return (
    <section class="card" aria-label={t('login_help_title')}>
      <strong>{t('login_help_title')}</strong>
      <dl class="help">
        {SHOWN_THERE.map(({ code, words }) => (
          <div key={code}>
            <dt>{code}</dt>
            <dd>
              {t(words)} {code === 20029 && <code>{redirectUrl}</code>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
