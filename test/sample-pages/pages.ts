/** One sample page: where it pretends to live, and what it is there to show. */
export interface SamplePage {
  /** File beside this one. */
  readonly file: string;
  readonly host: string;
  readonly path: string;
  readonly name: string;
  /** What is special about its links. */
  readonly what: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Rendered into `{{markdown}}` by a Markdown library. */
  readonly markdown?: string;
  /** A part of another page, or the list itself: not listed. */
  readonly unlisted?: true;
}

const STRICT_CSP = [
  "default-src 'none'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Every path that a host does not know shows the host's first page here, as single-page apps do. */
export const PAGES: readonly SamplePage[] = [
  {
    file: 'index.html',
    host: 'pages.example.com',
    path: '/',
    name: 'Sample pages',
    what: 'the list of all',
    unlisted: true,
  },
  {
    file: 'pull-request.html',
    host: 'git.example.com',
    path: '/acme/shop/pull/482',
    name: 'Pull request',
    what: 'links with words and as addresses, the same task twice, a commit message',
  },
  {
    file: 'merge-request.html',
    host: 'code.example.com',
    path: '/platform/billing/-/merge_requests/91',
    name: 'Merge request',
    what: 'Lark and Feishu side by side, in a table and in notes',
  },
  {
    file: 'issue.html',
    host: 'git.example.com',
    path: '/acme/shop/issues/17',
    name: 'Issue',
    what: 'tasks that may not be changed or read, inline code, full-width punctuation',
  },
  {
    file: 'wiki.html',
    host: 'wiki.example.com',
    path: '/sales/q3',
    name: 'Wiki page',
    what: 'Chinese text around links, a bare address before a full-width comma',
  },
  {
    file: 'mail.html',
    host: 'mail.example.com',
    path: '/inbox/7',
    name: 'Mail',
    what: 'plain text with bare addresses, a button through a redirector',
  },
  {
    file: 'chat.html',
    host: 'chat.example.com',
    path: '/release',
    name: 'Chat',
    what: 'bare addresses in a virtual list of 2,000 messages',
  },
  {
    file: 'readme.html',
    host: 'docs.example.com',
    path: '/pigeon',
    name: 'README',
    what: 'Markdown rendered by a library',
    markdown: 'readme.md',
  },
  {
    file: 'log.html',
    host: 'ci.example.com',
    path: '/jobs/20817',
    name: 'Build log',
    what: 'one text with many bare addresses, some only look like task links',
  },
  {
    file: 'dashboard.html',
    host: 'tracker.example.com',
    path: '/launch',
    name: 'Dashboard',
    what: 'a dark table',
  },
  {
    file: 'single-page-app.html',
    host: 'app.example.com',
    path: '/',
    name: 'Single-page app',
    what: 'links added, changed, moved and removed at the press of a button',
  },
  {
    file: 'parts.html',
    host: 'parts.example.com',
    path: '/',
    name: 'Odd places',
    what: 'open shadow roots, a frame, an image map, a drawing',
  },
  {
    file: 'frame.html',
    host: 'parts.example.com',
    path: '/frame',
    name: 'Frame',
    what: 'shown inside the page above',
    unlisted: true,
  },
  {
    file: 'strict.html',
    host: 'vault.example.com',
    path: '/',
    name: 'Strict page',
    what: 'a content security policy that forbids nearly everything, and Trusted Types',
    headers: { 'content-security-policy': STRICT_CSP },
  },
  {
    file: 'right-to-left.html',
    host: 'rtl.example.com',
    path: '/',
    name: 'Right to left',
    what: 'Hebrew text around links',
  },
  {
    file: 'editor.html',
    host: 'editor.example.com',
    path: '/',
    name: 'Editor',
    what: 'links inside an editor, form fields, a label and a button get nothing',
  },
  {
    file: 'redirector.html',
    host: 'search.example.com',
    path: '/',
    name: 'Redirector',
    what: 'task links wrapped in other links, and some that only look so',
  },
];
