import { useEffect, useState } from 'preact/hooks';

/** A press so soon after a button was first drawn was meant for what stood there before, ms. */
const SETTLES_MS = 500;

/**
 * Whether what acts has stood there long enough to be meant. A page can guess where the popup will open, put its own button
 * there and ask for a double click or for Enter twice; the second one must not answer our question.
 */
export function useSettled(): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLES_MS);
    return () => clearTimeout(timer);
  }, []);
  return settled;
}
