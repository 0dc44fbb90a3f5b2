import { linkTo } from '../../addresses';

const block = (task: number) => linkTo(task).replace('<a', '<a style="display:block;width:max-content"');

export const markup =
  () => `<section id="one" style="transform:scale(1.6);transform-origin:0 0;width:600px;height:120px">
<p>${linkTo(0)} in a line</p>${block(1)}</section>
<section style="zoom:1.5;margin-top:120px;width:500px"><p>${linkTo(2)} in a line</p>${block(3)}</section>`;
