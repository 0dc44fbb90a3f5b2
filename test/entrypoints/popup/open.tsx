import { App } from '../../../entrypoints/popup/App';
import { askOpening } from '../../../entrypoints/popup/opening';
import { type PopupQuery, readQuery } from '../../../entrypoints/popup/query';

/** The popup as its first script begins it: asked before it is drawn. */
export const popup = (query: PopupQuery = readQuery('')) => <App query={query} opening={askOpening(query)} />;
