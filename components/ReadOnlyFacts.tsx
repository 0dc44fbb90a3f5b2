import { t } from '../lib/i18n';
import type { Person, Task } from '../lib/task/schema';
import { Boundary, bounded } from './Boundary';
import { type Fact, factsOf } from './facts';
import { TaskText } from './TaskText';
import { usePainted } from './use-painted';

/** What the task holds that a change from here cannot touch, behind a fold. */
export const ReadOnlyFacts = bounded('facts', PlainReadOnlyFacts);

function PlainReadOnlyFacts({ task, me }: { task: Task; me: Person }) {
  const painted = usePainted();
  const facts = factsOf(task, me);
  if (facts.length === 0) return null;
  return (
    <details class="facts">
      <summary>{t('also_in_task')}</summary>
      {painted && (
        <>
          <p class="hint">{t('facts_read_only')}</p>
          <dl>
            {facts.map((fact) => (
              <div key={fact.label}>
                <dt>{fact.label}</dt>
                <dd>
                  <Boundary part="fact">
                    <FactLines fact={fact} />
                  </Boundary>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </details>
  );
}

function FactLines({ fact: { lines, href, hint } }: { fact: Fact }) {
  return (
    <>
      {lines.map((line, index) => (
        <p key={`${index} ${line}`}>
          {href ? (
            <a href={href} target="_blank" rel="noopener noreferrer">
              <TaskText text={line} />
            </a>
          ) : (
            <TaskText text={line} longest={2000} />
          )}
        </p>
      ))}
      {hint && <p class="hint">{hint}</p>}
    </>
  );
}
