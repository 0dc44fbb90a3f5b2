import { Fragment } from 'preact';
import { TaskText } from './TaskText';

/** Stands in a sentence for the text that comes there; no message holds it. */
const MARK = '\ufffc';

interface SentenceProps {
  /** The sentence, with what it is given in the text's place. */
  readonly words: (place: string) => string;
  /** Somebody else's text. */
  readonly text: string;
  /** Where the text is cut, in characters. */
  readonly longest?: number;
}

/** A sentence of ours around a text of somebody else, whose direction does not turn our words (safety.md §4). */
export function Sentence({ words, text, longest = 120 }: SentenceProps) {
  return (
    <>
      {words(MARK)
        .split(MARK)
        .map((part, position) => (
          <Fragment key={position}>
            {position > 0 && <TaskText text={text} longest={longest} />}
            {part}
          </Fragment>
        ))}
    </>
  );
}
