import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { ActionButton } from '../../components/ActionButton';
import { Boundary } from '../../components/Boundary';
import { t } from '../../lib/i18n';
import type { KnownTask, PopupOpening, PopupTask, Result } from '../../lib/messages/contract';
import { ListScreen } from './ListScreen';
import { OpenInClient } from './OpenInClient';
import type { PopupQuery } from './query';
import { SkeletonRows } from './SkeletonRows';
import { TaskScreen } from './TaskScreen';
import { useKey } from './use-key';

/** What is shown: nothing yet, the tasks of the page, or one task and what came with it. */
type Place = 'opening' | 'list' | (PopupTask & { readonly known?: KnownTask | undefined });

interface AppProps {
  readonly query: PopupQuery;
  /** What is to be shown, or when it is known. */
  readonly opening: Result<PopupOpening> | Promise<Result<PopupOpening>>;
}

/** One app for the toolbar's popup and for the small window: confirm an action, edit a task, or pick one of this page. */
export function App({ query, opening }: AppProps) {
  const [place, setPlace] = useState<Place>(() => ('then' in opening ? 'opening' : placeOf(opening, query)));
  const tab = query.tabId === undefined ? {} : { tabId: query.tabId };

  useLayoutEffect(() => {
    if ('then' in opening) void opening.then((answer) => setPlace(placeOf(answer, query)));
  }, []);

  useKey('Escape', () => window.close());
  useEffect(() => {
    document.title = t('popup_title');
  }, []);

  if (place === 'opening') return <Opening />;
  if (place === 'list') return <ListScreen tab={tab} open={setPlace} />;
  return (
    <Boundary
      key={`${place.brand} ${place.guid}`}
      part="task"
      more={
        <>
          <ActionButton small name={t('tasks_on_page')} act={() => setPlace('list')} />
          <OpenInClient brand={place.brand} guid={place.guid} look="button small" />
        </>
      }
    >
      <TaskScreen
        brand={place.brand}
        guid={place.guid}
        action={place.action}
        origin={place.origin}
        known={place.known}
        tab={tab}
        back={() => setPlace('list')}
      />
    </Boundary>
  );
}

/** Where the background does not answer, the task in the address asks for itself. */
function placeOf(answer: Result<PopupOpening>, query: PopupQuery): Place {
  if (!answer.ok) return query.task ?? 'list';
  const { task, known } = answer.value;
  return task ? { ...task, known } : 'list';
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
