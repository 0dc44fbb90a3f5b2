import { useEffect } from 'preact/hooks';

/** Hears one key in the whole page; with `ctrl` only together with Ctrl or Cmd. Not while text is being composed. */
export function useKey(key: string, pressed: () => void, ctrl = false): void {
  useEffect(() => {
    const ending = new AbortController();
    const heard = (event: KeyboardEvent) => {
      if (event.key !== key || event.isComposing || ctrl !== (event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      pressed();
    };
    document.addEventListener('keydown', heard, { signal: ending.signal });
    return () => ending.abort();
  }, [key, pressed, ctrl]);
}
