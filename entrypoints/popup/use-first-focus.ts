import { useEffect, useRef } from 'preact/hooks';

/** Moves the focus once, as soon as the page is ready, to what the user came for; never away from where the user has put it. */
export function useFirstFocus(selector: string, ready: boolean): void {
  const moved = useRef(false);
  useEffect(() => {
    if (!ready || moved.current) return;
    moved.current = true;
    const free = document.activeElement === null || document.activeElement === document.body;
    if (free) document.querySelector<HTMLElement>(selector)?.focus();
  }, [ready, selector]);
}
