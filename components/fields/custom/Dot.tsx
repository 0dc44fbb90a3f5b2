import { optionColour } from './palette';

/** An option's colour; its name stands beside it and says the same. */
export function Dot({ index }: { index: number | undefined }) {
  return <span class="dot" aria-hidden="true" style={{ backgroundColor: optionColour(index) }} />;
}
