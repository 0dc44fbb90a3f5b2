import { addressOf, linkTo } from '../../addresses';

const card = (task: number) =>
  `<div class="card p-3 m-2" style="width:300px"><p>${linkTo(task).replace('<a', '<a class="stretched-link"')}</p><p>Card text</p></div>`;

export const markup = () => `<nav><ol class="breadcrumb" id="crumbs">${[0, 1, 2].map(linkTo).join('')}</ol></nav>
<style>#crumbs { display: block } #crumbs a { margin-right: 12px } #crumbs a + a::before { content: " / " }
#crumbs a:last-child { margin-right: 0 }</style>
${card(3)}${card(4)}<p class="text-truncate" style="max-width:200px">See ${addressOf(5)} soon</p>`;
