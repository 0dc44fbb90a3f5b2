import type { Layout } from './layout';

const LINK = '<a id="link" href="{{url}}">the notes</a>';
const TEXT = 'Remembers the columns per list, also when the list was sorted. ';

/** Built as the well-known sites build theirs: the same kinds of boxes around the link. */
export const LOOKALIKES: readonly Layout[] = [
  {
    name: 'like a GitHub pull request',
    head: `<style>.layout { display: grid; grid-template-columns: minmax(0, 1fr) 256px; gap: 24px } .timeline { border-left: 2px solid #d0d7de; padding-left: 16px }
      .comment { border: 1px solid #d0d7de; border-radius: 6px } .comment header { background: #f6f8fa; padding: 8px 16px; border-radius: 6px 6px 0 0 } .body { padding: 16px; overflow-wrap: break-word }</style>`,
    body: `<div class="layout"><div class="timeline"><div class="comment"><header><b>mdzhang</b> commented</header><div class="body"><p>${TEXT}Task: ${LINK}.</p><ul><li>one</li></ul></div></div></div><aside>Reviewers</aside></div>`,
  },
  {
    name: 'like a GitHub issue list',
    head: '<style>.row { display: flex; padding: 8px 16px; border: 1px solid #d0d7de } .row:hover { background: #f6f8fa } .title { flex: auto; min-width: 0 } .title a { font-weight: 600 }</style>',
    body: `<div class="box">${'<div class="row"><span>○</span><div class="title">Another</div></div>'.repeat(3)}<div class="row"><span>○</span><div class="title">${LINK}<div><small>#17 opened yesterday</small></div></div></div></div>`,
  },
  {
    name: 'like a GitLab merge request',
    head: '<style>.notes { list-style: none; padding: 0 } .note { display: flex; gap: 12px } .card { flex: 1; border: 1px solid #dcdcde; border-radius: 4px; padding: 12px; position: relative } .card::before { content: ""; position: absolute; left: -6px; top: 12px; border: 6px solid transparent }</style>',
    body: `<ul class="notes"><li class="note"><img alt="" width="32" height="32"><div class="card"><div class="md"><p dir="auto">${TEXT}${LINK}</p><table><tr><td>a<td>b</table></div></div></li></ul>`,
  },
  {
    name: 'like a Jira issue',
    head: '<style>#page { position: fixed; inset: 0; display: flex; flex-direction: column } #grid { flex: 1; overflow: hidden; display: grid; grid-template-columns: 240px 1fr 320px } #main { overflow-y: auto; padding: 32px } [role=presentation] { display: contents }</style>',
    body: `<div id="page"><div style="height:56px;flex:none;background:#0052cc"></div><div id="grid"><nav></nav><div id="main"><h1>EXP-12</h1><div role="presentation"><div class="ak-renderer-document"><p>${TEXT}</p><p>${LINK}</p></div></div><div style="height:1500px"></div></div><aside></aside></div></div>`,
  },
  {
    name: 'like a Confluence page',
    head: '<style>#content { max-width: 760px; margin: 0 auto; transform: translate3d(0, 0, 0) } .panel { background: #deebff; border-radius: 3px; padding: 16px; display: flex } .panel > div { flex: 1 1 auto; min-width: 0 } td { border: 1px solid #c1c7d0; padding: 8px }</style>',
    body: `<div id="content"><h1>Release plan</h1><div class="panel"><span>ℹ</span><div><p>${TEXT}${LINK}</p></div></div><table><tr><td>Step<td>Owner</table></div>`,
  },
  {
    name: 'like a Notion page',
    head: '<style>.frame { height: 100vh; overflow: hidden; display: flex; position: relative; margin: -80px } .scroller { z-index: 1; flex: 1; overflow: hidden auto; padding: 60px 96px } [data-block] { width: 100%; max-width: 700px; margin: 1px 0; white-space: pre-wrap; word-break: break-word; padding: 3px 2px }</style>',
    body: `<div class="frame"><div style="width:240px;background:#f7f6f3;position:relative;z-index:9"></div><div class="scroller"><div data-block><div contenteditable="false">${TEXT}</div></div><div data-block><div>To do: ${LINK}</div></div></div></div>`,
  },
  {
    name: 'like a mail in Gmail',
    head: '<style>.nH { position: relative } .msg { font: small/1.5 Arial; overflow-x: auto; overflow-y: hidden; position: relative } .ii { direction: ltr; margin: 8px 0 0; padding: 0 }</style>',
    body: `<div class="nH"><table style="width:100%"><tr><td><div class="ii"><div class="msg"><div dir="ltr">Hi Anna,<div><br></div><div>the invoice is open: ${LINK}</div><div class="gmail_quote"><blockquote style="border-left:1px solid #ccc;padding-left:1ex">On Monday</blockquote></div></div></div></div></td></tr></table></div>`,
  },
  {
    name: 'like a mail in a marketing layout',
    body: `<table role="presentation" width="100%" bgcolor="#f4f4f4"><tr><td align="center"><table width="600" bgcolor="#ffffff"><tr><td style="padding:30px"><table><tr><td bgcolor="#1456f0" style="border-radius:4px"><a id="link" href="{{url}}" style="display:inline-block;padding:12px 24px;color:#fff;text-decoration:none">View task</a></td></tr></table></td></tr></table></td></tr></table>`,
  },
  {
    name: 'like a Slack channel',
    head: '<style>.list { position: absolute; inset: 60px 0 100px; overflow: hidden scroll; contain: strict } .item { position: absolute; left: 0; right: 0; padding: 8px 20px } .item:hover { background: #f8f8f8 } .gutter { display: flex } .text { flex: 1 1 0; min-width: 0; word-break: break-word }</style>',
    body: `<div class="list" role="list"><div style="height:4000px;position:relative">${[0, 1, 2, 3].map((n) => `<div class="item" style="top:${n * 70}px"><div class="gutter"><span>👤</span><div class="text"><b>Li Lei</b><div>${n === 2 ? `see ${LINK} please` : TEXT}</div></div></div></div>`).join('')}</div></div>`,
  },
  {
    name: 'like a Linear issue',
    head: '<style>body { margin: 0; background: #101012; color: #e3e4e8 } .app { display: flex; height: 100vh } .panel { flex: 1; margin: 8px; border-radius: 8px; border: .5px solid #2c2d3c; overflow: hidden; background: #151617; display: flex } .scroll { overflow: auto; flex: 1; padding: 40px 60px } a { color: #7c8cff }</style>',
    body: `<div class="app"><nav style="width:220px"></nav><div class="panel"><div class="scroll"><h1>Export</h1><p>${TEXT}</p><p>${LINK}</p></div></div></div>`,
  },
  {
    name: 'like a Trello card',
    head: '<style>.window-overlay { position: fixed; inset: 0; display: flex; justify-content: center; overflow-y: auto; background: #000a; align-items: flex-start; z-index: 8 } .window { width: 768px; margin: 48px 0 80px; background: #f4f5f7; border-radius: 2px; padding: 24px; position: relative }</style>',
    body: `<div class="window-overlay"><div class="window"><h2>Card</h2><div class="js-desc markeddown"><p>${TEXT} ${LINK}</p></div></div></div>`,
  },
  {
    name: 'like a kanban board',
    head: '<style>.board { display: flex; gap: 12px; overflow-x: auto; height: 500px } .lane { flex: 0 0 280px; background: #f1f2f4; border-radius: 12px; max-height: 100%; display: flex; flex-direction: column } .cards { overflow-y: auto; padding: 8px } .card { background: #fff; border-radius: 8px; padding: 8px; margin: 8px 0; box-shadow: 0 1px 1px #091e4240 }</style>',
    body: `<div class="board">${['To do', 'Doing', 'Done'].map((name, n) => `<div class="lane"><b>${name}</b><div class="cards"><div class="card">A</div><div class="card">${n === 1 ? LINK : 'B'}</div></div></div>`).join('')}</div>`,
  },
  {
    name: 'like a Markdown README',
    head: '<style>article { max-width: 900px; padding: 32px; border: 1px solid #d0d7de; border-radius: 6px } code { background: #afb8c133; border-radius: 6px; padding: .2em .4em } blockquote { border-left: .25em solid #d0d7de; padding: 0 1em; color: #57606a }</style>',
    body: `<article><h1>Shop</h1><p>Run <code>npm start</code>.</p><blockquote><p>Open: ${LINK}</p></blockquote><pre><code>x = 1</code></pre></article>`,
  },
  {
    name: 'like a docs site',
    head: '<style>header { position: sticky; top: 0; height: 60px; background: #fffd; backdrop-filter: blur(8px); z-index: 10 } .grid { display: grid; grid-template-columns: 260px 1fr 200px } nav { position: sticky; top: 60px; height: 80vh; overflow: auto } main { padding: 24px 40px }</style>',
    body: `<header>Docs</header><div class="grid"><nav>One</nav><main><h2>Setup</h2><p>${TEXT.repeat(4)}</p><p>See ${LINK} for what is open.</p><div style="height:2000px"></div></main><aside></aside></div>`,
  },
  {
    name: 'like a Discourse thread',
    head: '<style>.post { display: grid; grid-template-columns: 70px 1fr } .regular { border-top: 1px solid #e9e9e9; padding: 12px; position: relative } .onebox { border: 5px solid #e9e9e9; padding: 10px }</style>',
    body: `<section class="post"><div>🦊</div><div class="regular"><div class="cooked"><p>${TEXT}</p><aside class="onebox"><h4>${LINK}</h4><p>Task</p></aside></div></div></section>`,
  },
  {
    name: 'like a Stack Overflow answer',
    head: '<style>.post-layout { display: grid; grid-template-columns: max-content 1fr } .s-prose { line-height: 1.5; overflow-x: auto } .comment { font-size: 13px; border-top: 1px solid #e3e6e8; padding: 6px }</style>',
    body: `<div class="post-layout"><div>▲ 12 ▼</div><div class="s-prose"><p>${TEXT}</p><ul class="comments"><li class="comment"><span>Tracked in ${LINK}</span> – Anna</li></ul></div></div>`,
  },
  {
    name: 'like a build log',
    head: '<style>.log { background: #24292f; color: #d0d7de; font: 12px/20px monospace; padding: 12px; counter-reset: n } .line { display: flex; white-space: pre-wrap } .line::before { counter-increment: n; content: counter(n); width: 48px; text-align: right; margin-right: 16px } a { color: #58a6ff }</style>',
    body: `<div class="log">${'<div class="line"><span>ok</span></div>'.repeat(6)}<div class="line"><span>Blocked by <a id="link" href="{{url}}">the notes</a> today</span></div></div>`,
  },
  {
    name: 'like a calendar event',
    head: '<style>.week { display: grid; grid-template-columns: repeat(7, 1fr); height: 500px; position: relative } .event { position: absolute; left: 30%; top: 120px; width: 260px; height: 120px; background: #d2e3fc; border-radius: 4px; padding: 8px; overflow: hidden; z-index: 4 }</style>',
    body: `<div class="week"><div class="event"><b>Planning</b><div>${LINK}</div></div></div>`,
  },
];
