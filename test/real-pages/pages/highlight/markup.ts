import { addressOf, escaped } from '../../addresses';

const CODE: Readonly<Record<string, (task: string) => string>> = {
  properties: (task) => `# ${task}`,
  ini: (task) => `url=${task}`,
  javascript: (task) => `open('${task}'); // done`,
  json: (task) => `{"url": "${task}"}`,
  bash: (task) => `curl "${task}" # now`,
  python: (task) => `get("${task}")`,
  yaml: (task) => `url: ${task}`,
  markdown: (task) => `Look at <${task}> *soon*`,
  css: (task) => `/* ${task} */ a { color: red }`,
  xml: (task) => `<a href="${task.split('&')[0]}">x</a>`,
  http: (task) => `GET / HTTP/1.1\nReferer: ${task}`,
  sql: (task) => `select '${task}' -- all`,
  diff: (task) => `- ${task}\n+ nothing`,
};

export const markup = () => {
  const blocks = Object.entries(CODE).map(
    ([language, write], index) =>
      `<pre><code class="language-${language}">${escaped(write(addressOf(index)))}</code></pre>`,
  );
  return `<main>${blocks.join('')}</main>`;
};
