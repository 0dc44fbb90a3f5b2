import { useEffect, useState } from 'preact/hooks';

/**
 * Whether what was drawn first has been shown. What nobody can see yet, such as the inside of a fold, is drawn only then, so
 * that what the user came for stands there sooner.
 */
export function usePainted(): boolean {
  const [painted, setPainted] = useState(false);
  // The library runs plain effects after the next frame.
  useEffect(() => setPainted(true), []);
  return painted;
}
