/** Task links that the pages write: as many as they like, each of its own task. Runs in pages and in Node. */

/** The guid of the nth task. It begins with its own eight digits, by which a ring without words is named. */
export function guidOf(task: number): string {
  const digits = (Math.imul(task + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return `${digits}-9d14-4e6a-8f21-5a6c7d8e9f10`;
}

export const addressOf = (task: number) =>
  `https://applink.feishu.cn/client/todo/detail?guid=${guidOf(task)}&suite_entity_num=t${104_000 + task}`;

/** The words of a link to the nth task, which no other link has. */
export const wordsOf = (task: number) => `Task ${task}`;

export const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A link as markup. */
export const linkTo = (task: number) => `<a href="${escaped(addressOf(task))}">${wordsOf(task)}</a>`;

/** An address in running text. */
export const linkedWords = (task: number) => `See ${addressOf(task)} and then more.`;
