import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'tinymce',
  title: 'TinyMCE, inline over a part of the page and in its frame',
  places: 3,
  closed: '[contenteditable=true],.tox',
  script: ['inline', 'type:2', 'undo', 'close', 'framed'],
  steps: 2,
  scripted: ['inline', 'framed', 'close', 'select'],
};
