import { page as ace } from './ace/page';
import { page as agGrid } from './ag-grid/page';
import { page as bootstrap } from './bootstrap/page';
import { page as bootstrapCards } from './bootstrap-cards/page';
import { page as ckeditor } from './ckeditor/page';
import { page as clickToEdit } from './click-to-edit/page';
import { page as clipped } from './clipped/page';
import { page as codemirror5 } from './codemirror5/page';
import { page as codemirror6 } from './codemirror6/page';
import { page as grounds } from './grounds/page';
import { page as highlight } from './highlight/page';
import { page as lexical } from './lexical/page';
import { page as lexicalViewer } from './lexical-viewer/page';
import { page as linkify } from './linkify/page';
import { page as lit } from './lit/page';
import { page as markjs } from './markjs/page';
import { page as mermaid } from './mermaid/page';
import { page as monaco } from './monaco/page';
import { page as oddPlaces } from './odd-places/page';
import { page as pieces } from './pieces/page';
import { page as prosemirror } from './prosemirror/page';
import { page as quill } from './quill/page';
import { page as quillViewer } from './quill-viewer/page';
import { page as react18Late } from './react18-late/page';
import { page as react19Stream } from './react19-stream/page';
import { page as redrawn } from './redrawn/page';
import { page as scaled } from './scaled/page';
import { page as slate } from './slate/page';
import { page as sortable } from './sortable/page';
import { page as svelteLate } from './svelte-late/page';
import { page as tanstackVirtual } from './tanstack-virtual/page';
import { page as themes } from './themes/page';
import { page as tinymce } from './tinymce/page';
import { page as turbo } from './turbo/page';
import { page as views } from './views/page';
import { page as vueLate } from './vue-late/page';
import { page as vueText } from './vue-text/page';
import { page as wrappers } from './wrappers/page';
import { page as xterm } from './xterm/page';

/** All pages, by what they have in common; each group is a test file of its own, so that two workers share the time. */
export const GROUPS = {
  frameworks: [react18Late, react19Stream, vueLate, vueText, svelteLate, lit],
  lists: [tanstackVirtual, agGrid, sortable, redrawn, views, turbo],
  words: [pieces, highlight, markjs, linkify, wrappers, mermaid],
  layouts: [bootstrap, bootstrapCards, clipped, scaled, oddPlaces, grounds, themes],
  editors: [codemirror5, codemirror6, ace, monaco, xterm, clickToEdit, tinymce, ckeditor],
  documents: [prosemirror, lexical, lexicalViewer, quill, quillViewer, slate],
} as const;

export const PAGES = Object.values(GROUPS).flat();
