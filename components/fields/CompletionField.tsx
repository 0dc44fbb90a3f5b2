import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import {
  type CustomComplete,
  type CustomCompleteItem,
  isWebLink,
  PLATFORMS,
  tidy,
} from '../../lib/task/custom-complete';
import { ActionButton } from '../ActionButton';
import { readCompletion } from '../field-typing';
import { CompletionPlatform } from './CompletionPlatform';
import type { EditorProps } from './editor';
import { PlatformTabs } from './PlatformTabs';

/** How many texts stand in one platform's part. */
const filled = (item: CustomCompleteItem | undefined) =>
  (item?.href ? 1 : 0) + Object.values(item?.tip ?? {}).filter(Boolean).length;

/** The way of completion on each platform: one at a time, so that few of thirty-six texts are seen at once. */
export function CompletionField({ label, typed, change, problemId, disabled }: EditorProps) {
  const value = readCompletion(typed) ?? {};
  const wrong = PLATFORMS.find((name) => value[name]?.href && !isWebLink(value[name].href));
  const [platform, setPlatform] = useState(() => wrong ?? PLATFORMS.find((name) => filled(value[name]) > 0) ?? 'pc');
  const item = value[platform] ?? {};

  function put(next: CustomComplete): void {
    const tidied = tidy(next);
    change(tidied ? JSON.stringify(tidied) : '');
  }

  return (
    <fieldset class="completion" aria-label={label} aria-describedby={problemId}>
      <PlatformTabs
        chosen={platform}
        choose={setPlatform}
        counts={Object.fromEntries(PLATFORMS.map((name) => [name, filled(value[name])]))}
      />
      <CompletionPlatform
        key={platform}
        {...{ platform, item, problemId, disabled }}
        change={(next) => put({ ...value, [platform]: next })}
      />
      {filled(item) > 0 && !disabled && (
        <ActionButton
          small
          icon="copy"
          name={t('completion_for_all')}
          act={() => put({ pc: item, ios: item, android: item })}
        />
      )}
    </fieldset>
  );
}
