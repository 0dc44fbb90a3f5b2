import { customKey, type FormProblem } from '../../components/form-state';

/** Brings the field that a problem is about into view, out of any fold, and puts the focus into its editor. */
export function focusField({ field, guid }: FormProblem): void {
  const key = guid === undefined ? field : customKey(guid);
  const row = document.querySelector(`[data-field="${CSS.escape(key)}"]`);
  for (let fold = row?.closest('details'); fold; fold = fold.parentElement?.closest('details')) fold.open = true;
  const controls = row?.querySelectorAll<HTMLElement>('textarea, input, select, button');
  const wrong = Array.from(controls ?? []).find((control) => control.getAttribute('aria-invalid') === 'true');
  (wrong ?? controls?.[0])?.focus();
}
