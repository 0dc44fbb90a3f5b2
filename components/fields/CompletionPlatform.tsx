import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import { type CustomCompleteItem, isWebLink, type Platform, TIP_LOCALES } from '../../lib/task/custom-complete';
import { characters } from '../../lib/task/fields';
import { LONGEST_TIP } from '../../lib/task/patch';
import { TaskText } from '../TaskText';
import { AddLanguage } from './AddLanguage';
import { Counter } from './Counter';
import { PANEL } from './PlatformTabs';
import { tipName } from './tip-names';

/** Languages that stand open without being asked for: those that most readers of Feishu and Lark share. */
const USUAL = ['en_us', 'zh_cn'];

interface CompletionPlatformProps {
  readonly platform: Platform;
  readonly item: CustomCompleteItem;
  readonly change: (item: CustomCompleteItem) => void;
  readonly problemId: string | undefined;
  readonly disabled: boolean;
}

/** One platform's link and its tips: the languages that have one, and those that were asked for. */
export function CompletionPlatform({ platform, item, change, problemId, disabled }: CompletionPlatformProps) {
  const { href = '', tip = {} } = item;
  const [added, setAdded] = useState<readonly string[]>(USUAL);
  const root = useRef<HTMLDivElement>(null);
  const fresh = useRef<string>(undefined);
  const languages = [...new Set<string>([...TIP_LOCALES, ...Object.keys(tip)])];
  const shown = languages.filter((locale) => tip[locale] || added.includes(locale));
  const filled = languages.filter((locale) => tip[locale]).length;
  const name = (part: string) => t('completion_control', t(`platform_name_${platform}`), part);

  useLayoutEffect(() => {
    if (fresh.current) root.current?.querySelector<HTMLElement>(`[data-tip="${fresh.current}"]`)?.focus();
    fresh.current = undefined;
  }, [added]);

  return (
    <div class="completion-panel" role="tabpanel" id={PANEL} ref={root}>
      <input
        type="url"
        aria-label={name(t('completion_link'))}
        aria-invalid={href !== '' && !isWebLink(href)}
        aria-describedby={problemId}
        placeholder="https://"
        disabled={disabled}
        value={href}
        onInput={({ currentTarget }) => change({ ...item, href: currentTarget.value.trim() })}
      />
      <span class="hint">{t('completion_link_hint')}</span>
      <span class="hint tips-count">{t('tips_filled', filled, languages.length)}</span>
      {shown.map((locale) => (
        <div class="tip" key={locale}>
          <span class="hint" aria-hidden="true">
            <TaskText text={tipName(locale)} />
          </span>
          <div>
            <textarea
              class="line"
              rows={1}
              dir="auto"
              data-tip={locale}
              lang={locale.replace('_', '-')}
              aria-label={name(t('completion_tip', tipName(locale)))}
              aria-invalid={characters(tip[locale] ?? '') > LONGEST_TIP}
              aria-describedby={problemId}
              disabled={disabled}
              value={tip[locale] ?? ''}
              onInput={({ currentTarget: { value } }) => {
                // A language that is emptied by typing stays where the caret is.
                if (!added.includes(locale)) setAdded([...added, locale]);
                change({ ...item, tip: { ...tip, [locale]: value } });
              }}
            />
            <Counter length={characters(tip[locale] ?? '')} limit={LONGEST_TIP} />
          </div>
        </div>
      ))}
      {!disabled && shown.length < languages.length && (
        <AddLanguage
          missing={languages.filter((locale) => !shown.includes(locale))}
          add={(locale) => {
            fresh.current = locale;
            setAdded([...added, locale]);
          }}
        />
      )}
    </div>
  );
}
