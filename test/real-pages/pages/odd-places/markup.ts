import { addressOf, escaped, linkTo } from '../../addresses';

const row = (task: number) =>
  `<tr><td style="position:sticky;left:0;background:#fff">${linkTo(task)}</td><td style="min-width:900px">wide</td></tr>`;

export const markup =
  () => `<div id="scroller" style="width:500px;overflow:auto"><table>${row(0)}${row(1)}</table></div>
<p dir="rtl">${linkTo(2)} אחרי</p>
<p style="writing-mode:vertical-rl;height:120px">${linkTo(3)} 竖排</p>
<img usemap="#plan" width="200" height="60" alt="Plan" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<map name="plan"><area shape="rect" coords="10,10,90,50" href="${escaped(addressOf(4))}" alt="Task 4"></map>
<details><summary>More</summary><p>${linkTo(5)}</p></details>
<p>${linkTo(6)} in a line, ${linkTo(7)} and more</p>
<dialog><p>Dialog ${linkTo(8)} here</p></dialog>
<div popover id="pop"><p>Popover ${linkTo(9)} here</p></div>`;
