import { useEffect, useState } from 'preact/hooks';

/** Whole seconds that are left until a moment (ms since 1970), counting down; nothing without one. */
export function useSeconds(until: number | undefined): number | undefined {
  const [now, setNow] = useState(Date.now);

  useEffect(() => {
    if (until === undefined) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [until]);

  return until === undefined ? undefined : Math.max(0, Math.ceil((until - Math.max(now, Date.now())) / 1000));
}
