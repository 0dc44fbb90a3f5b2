import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/failure';
import type { FieldsView, OperationView } from '../../lib/messages/contract';
import { touched } from '../../lib/task/patch';

/**
 * The definitions, with those fields marked that Feishu did not let this person change: a definition that can be read says
 * nothing about the right to edit (feishu-task-api §3.9), so the first refusal teaches it, for as long as the page is open.
 */
export function useRefused(fields: FieldsView | undefined, parked: readonly OperationView[]): FieldsView | undefined {
  const [refused, setRefused] = useState<ReadonlyMap<string, Failure>>(new Map());
  const found = parked.flatMap((operation) => refusedField(operation) ?? []);
  const news = found.filter(({ guid }) => !refused.has(guid));

  useEffect(() => {
    if (news.length > 0)
      setRefused(new Map([...refused, ...news.map(({ guid, failure }) => [guid, failure] as const)]));
  }, [news.length]);

  if (!fields || refused.size === 0) return fields;
  const more = [...refused].map(([guid, failure]) => ({ guid, failure }));
  return {
    definitions: fields.definitions,
    unreadable: [...fields.unreadable, ...more],
  };
}

/** The one custom field of a change that was refused for want of a right; among several nobody can tell which it was. */
function refusedField({ patch, failure }: OperationView): { guid: string; failure: Failure } | undefined {
  const [only, ...others] = patch.custom_fields ?? [];
  const isAlone = only !== undefined && others.length === 0 && touched(patch).length === 1;
  return isAlone && failure?.reason === 'no_edit_right' ? { guid: only.guid, failure } : undefined;
}
