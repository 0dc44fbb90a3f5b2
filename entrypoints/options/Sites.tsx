import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Notice, Notices } from '../../components/Notice';
import { t } from '../../lib/i18n';
import { ChosenSites } from './ChosenSites';
import { ALL_SITES } from './origins';
import { SiteModes } from './SiteModes';
import type { Grants } from './use-grants';

/** What the browser answered last, when that was not what the user wanted. */
export type GrantTrouble = 'grant_refused' | 'grant_fixed' | 'site_wrong';

/** On which pages Tasklark may run, and how it behaves there. The browser's own grant is the only truth about the first. */
export function Sites({ grants }: { grants: Grants }) {
  const [trouble, setTrouble] = useState<GrantTrouble>();

  /** Asked for inside the click, before anything is awaited. */
  function chooseAll() {
    const asked = browser.permissions.request({ origins: [...ALL_SITES] });
    asked.then(
      (granted) => setTrouble(granted ? undefined : 'grant_refused'),
      () => setTrouble('grant_refused'),
    );
  }

  function chooseSome() {
    // Pages granted at install cannot be handed back by an extension: the browser rejects, or says false.
    const removed = browser.permissions.remove({ origins: [...ALL_SITES] });
    removed.then(
      (done) => setTrouble(done ? undefined : 'grant_fixed'),
      () => setTrouble('grant_fixed'),
    );
  }

  return (
    <div class="stack">
      <p>{t('sites_why')}</p>
      <fieldset class="choices">
        <legend class="only-heard">{t('section_sites')}</legend>
        <Choice name={t('all_sites')} hint={t('all_sites_hint')} chosen={grants.all} choose={chooseAll} />
        <Choice name={t('only_chosen')} hint={t('only_chosen_hint')} chosen={!grants.all} choose={chooseSome} />
      </fieldset>
      <Notices>
        {trouble && (
          <Notice tone="failure" dismiss={() => setTrouble(undefined)}>
            {t(trouble)}
          </Notice>
        )}
      </Notices>
      {!grants.all && <ChosenSites chosen={grants.chosen} troubled={setTrouble} />}
      <SiteModes />
    </div>
  );
}

/** A radio button that shows what the browser granted, not what was clicked: a refused question springs back. */
function Choice(props: { name: string; hint: string; chosen: boolean; choose: () => void }) {
  return (
    <div class="choice">
      <label class="check">
        <input
          type="radio"
          name="sites"
          checked={props.chosen}
          onClick={(event) => {
            if (props.chosen) return;
            event.preventDefault();
            props.choose();
          }}
        />
        {props.name}
      </label>
      <span class="hint">{props.hint}</span>
    </div>
  );
}
