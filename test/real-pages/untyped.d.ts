/** Libraries without types of their own: a page that is made with one is tried, not checked. */
declare module 'react';
declare module 'react-dom';
declare module 'react-dom/client';
declare module 'react-dom/server';
declare module 'codemirror5';
declare module '*.css';
