import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import { peek } from '../../lib/live-task';
import { ask } from '../../lib/messages/ask';
import type { Brand } from '../../lib/task/brand';
import { ListScreen } from './ListScreen';
import type { PopupQuery } from './query';
import { SkeletonRows } from './SkeletonRows';
import { TaskScreen } from './TaskScreen';
import { useKey } from './use-key';

interface ShownTask {
  readonly brand: Brand;
  readonly guid: string;
  readonly action?: 'complete' | 'reopen';
  /** The site whose control asked. */
  readonly origin?: string;
}

/** What is shown: nothing yet, the tasks of the page, or one task. */
type Place = 'opening' | 'list' | ShownTask;

/** One app for the toolbar's popup and for the small window: confirm an action, edit a task, or pick one of this page. */
export function App({ query }: { query: PopupQuery }) {
  const [place, setPlace] = useState<Place>('opening');
  const tab = query.tabId === undefined ? {} : { tabId: query.tabId };

  // Asked before the browser has drawn anything, which a plain effect would wait for.
  useLayoutEffect(() => {
    void ask('popup.intent', tab).then((answer) => {
      const place = (answer.ok && answer.value) || query.task;
      if (place) void peek(place);
      setPlace(place ?? 'list');
    });
  }, []);

  useKey('Escape', () => window.close());
  useEffect(() => {
    document.title = t('popup_title');
  }, []);

  if (place === 'opening') return <Opening />;
  if (place === 'list') return <ListScreen tab={tab} open={setPlace} />;
  return (
    <TaskScreen
      key={`${place.brand} ${place.guid}`}
      brand={place.brand}
      guid={place.guid}
      action={place.action}
      origin={place.origin}
      tab={tab}
      back={() => setPlace('list')}
    />
  );
}

/** Stands while it is not known what is to be shown: the frame that all views share. */
function Opening() {
  return (
    <>
      <header class="bar" />
      <main class="scroll" aria-busy="true">
        <ul>
          <SkeletonRows />
        </ul>
      </main>
    </>
  );
}
