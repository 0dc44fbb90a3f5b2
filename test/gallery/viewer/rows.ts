import type { Row } from '../model';

/** A row as the page of all cells is told of it. */
export interface ShownRow extends Pick<Row, 'surface' | 'state' | 'document' | 'width' | 'height' | 'tall' | 'only'> {
  /** Where the cell is, by language and theme. */
  readonly paths: Readonly<Record<string, string>>;
}
