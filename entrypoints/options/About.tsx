import { t } from '../../lib/i18n';

const FACTS = ['about_hosts', 'about_secret', 'about_pages', 'about_analytics'] as const;

/** What leaves the machine, and what never does. */
export function About() {
  return (
    <ul class="facts">
      {FACTS.map((fact) => (
        <li key={fact}>{t(fact)}</li>
      ))}
    </ul>
  );
}
