import { useEffect, useRef } from 'preact/hooks';

/** Begins anew when somebody else has signed in while a task was shown: what one person typed is not the next one's. */
export function useSamePerson(openId: string | undefined): void {
  const first = useRef<string>(undefined);
  useEffect(() => {
    if (openId === undefined) return;
    if (first.current !== undefined && first.current !== openId) location.reload();
    first.current = openId;
  }, [openId]);
}
