import { useRef } from 'preact/hooks';
import { t } from '../../lib/i18n';
import { PLATFORMS, type Platform } from '../../lib/task/custom-complete';

interface PlatformTabsProps {
  readonly chosen: Platform;
  readonly choose: (platform: Platform) => void;
  /** How many texts each platform has. */
  readonly counts: Readonly<Record<string, number>>;
}

/** The panel that the chosen tab shows. */
export const PANEL = 'completion-panel';

/** One tab for each platform, with the number of texts in it; arrow keys go from tab to tab. */
export function PlatformTabs({ chosen, choose, counts }: PlatformTabsProps) {
  const list = useRef<HTMLDivElement>(null);

  function step(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = (PLATFORMS.indexOf(chosen) + by + PLATFORMS.length) % PLATFORMS.length;
    choose(PLATFORMS[next] ?? chosen);
    (list.current?.children[next] as HTMLElement | undefined)?.focus();
  }

  return (
    <div class="tabs" role="tablist" aria-label={t('platforms')} ref={list} onKeyDown={step}>
      {PLATFORMS.map((platform) => {
        const count = counts[platform] ?? 0;
        return (
          <button
            type="button"
            role="tab"
            key={platform}
            aria-selected={platform === chosen}
            aria-controls={PANEL}
            aria-label={t('completion_tab', t(`platform_${platform}`))}
            aria-description={t('texts_filled', count)}
            tabIndex={platform === chosen ? 0 : -1}
            onClick={() => choose(platform)}
          >
            {t(`platform_${platform}`)} {count > 0 && <span class="count">{count}</span>}
          </button>
        );
      })}
    </div>
  );
}
