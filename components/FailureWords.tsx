import type { ComponentChildren } from 'preact';
import type { Failure } from '../lib/failure';
import { t } from '../lib/i18n';
import { FIELDS, fieldOf } from '../lib/task/fields';
import type { FormProblem } from './form-state';
import { Sentence } from './Sentence';

/** What our own last check may find in a value; a failure's detail carries it as "NAME: PROBLEM". */
const PROBLEMS: Readonly<Record<FormProblem['problem'], true>> = {
  empty: true,
  too_long: true,
  not_clearable: true,
  start_after_due: true,
  kinds_differ: true,
  incomplete: true,
  needs_due: true,
  not_with_completion: true,
  not_a_web_link: true,
  tip_too_long: true,
  wrong_kind: true,
  not_a_number: true,
  number_too_long: true,
  one_person_only: true,
  too_many_chosen: true,
  chosen_twice: true,
  not_a_date: true,
  unknown_option: true,
  hidden_option: true,
  text_too_long: true,
};

/** Refusals that Feishu words in a known way (feishu-task-api §1), by what we say of the same; never relied on alone. */
const KNOWN: readonly (readonly [RegExp, FormProblem['problem']])[] = [
  [/^must not be empty/i, 'empty'],
  [/^cannot set repeat_rule without setting due/i, 'needs_due'],
];

/** What happened and what to do, and the reason where the failure carries one: which value, and why; which scope. */
export function FailureWords({ failure }: { failure: Failure }) {
  return (
    <>
      {t(`failure_${failure.reason}`)} {reasonOf(failure)}
    </>
  );
}

function reasonOf({ reason, detail }: Failure): ComponentChildren {
  if (!detail) return undefined;
  if (reason.startsWith('scope_')) return <Sentence words={(names) => t('scopes_needed', names)} text={detail} />;
  if (reason !== 'invalid_value') return undefined;
  const [, name = '', ours = ''] = /^(.*): (\w+)$/s.exec(detail) ?? [];
  if (Object.hasOwn(PROBLEMS, ours)) return problemIn(name, ours as FormProblem['problem']);
  const [, path = '', words = detail] = /^invalid param '([\w.]+)', (.*)$/is.exec(detail) ?? [];
  const field = fieldIn(path);
  const known = KNOWN.find(([pattern]) => pattern.test(words))?.[1];
  if (known && field) return problemIn(field, known);
  const label = field && t(`field_${field}`);
  return (
    <Sentence words={(said) => (label ? t('refused_as', label, said) : t('refused_because', said))} text={words} />
  );
}

const fieldIn = (path: string) => FIELDS.find(({ name }) => path.split('.').includes(name))?.name;

function problemIn(name: string, problem: FormProblem['problem']) {
  const field = FIELDS.find((one) => one.name === name);
  const most = (field && fieldOf(field.name).maxLength) ?? '';
  return (
    <Sentence words={(place) => t(`problem_${problem}`, place, most)} text={field ? t(`field_${field.name}`) : name} />
  );
}
