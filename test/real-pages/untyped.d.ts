/** Libraries without types of their own: a page that is made with one is tried, not checked. */
declare module 'react';
declare module 'react-dom';
declare module 'react-dom/client';
declare module 'react-dom/server';
declare module 'codemirror5';
declare module '*.css';
declare module 'react-dom/server.edge';
declare module '*.svelte' {
  const component: import('svelte').Component<{ messages: readonly unknown[] }>;
  export default component;
}
declare module 'mark.js';
declare module 'sortablejs';
declare module '@mermaid-js/tiny/dist/mermaid.tiny.js';
declare module '@hotwired/turbo';
declare module 'ace-code/src/ace';
declare module 'bootstrap';
