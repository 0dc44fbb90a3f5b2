import { useEffect, useRef } from 'preact/hooks';

/** Moves the focus once, as soon as the page is ready, to what the user came for, the first selector that names anything; never away from where the user has put it. */
export function useFirstFocus(ready: boolean, ...selectors: string[]): void {
  const moved = useRef(false);
  useEffect(() => {
    if (!ready || moved.current) return;
    moved.current = true;
    const free = document.activeElement === null || document.activeElement === document.body;
    if (!free) return;
    const [first] = selectors.flatMap((selector) => document.querySelector<HTMLElement>(selector) ?? []);
    first?.focus();
  }, [ready]);
}
