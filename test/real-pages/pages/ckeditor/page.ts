import type { RealPage } from '../../page';

export const page: RealPage = {
  name: 'ckeditor',
  title: 'CKEditor 5, inline over a part of the page',
  places: 3,
  closed: '[contenteditable=true]',
  script: ['open', 'type:2', 'undo', 'close'],
  steps: 2,
  scripted: ['open', 'close'],
};
