import { useEffect, useRef } from 'preact/hooks';

/**
 * Hears one key in the whole page; with `ctrl` only together with Ctrl or Cmd. Not while text is being composed. What it
 * calls is what the last render gave: effects come after the next frame, and the key may follow the last letter sooner.
 */
export function useKey(key: string, pressed: () => void, ctrl = false): void {
  const newest = useRef(pressed);
  newest.current = pressed;

  useEffect(() => {
    const ending = new AbortController();
    const heard = (event: KeyboardEvent) => {
      if (event.key !== key || event.isComposing || ctrl !== (event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      newest.current();
    };
    document.addEventListener('keydown', heard, { signal: ending.signal });
    return () => ending.abort();
  }, [key, ctrl]);
}
