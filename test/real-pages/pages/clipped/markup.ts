import { addressOf, linkTo } from '../../addresses';

const CUT = 'overflow:hidden;text-overflow:ellipsis;white-space:nowrap';
const long = (task: number) => linkTo(task).replace('</a>', ' and a title that is much longer than its cell</a>');

export const markup =
  () => `<table style="table-layout:fixed;width:420px"><tr><td style="width:200px;${CUT}">${long(0)}</td><td>end</td></tr></table>
<div style="display:flex;width:300px"><span style="flex:1;min-width:0;${CUT}">${long(1)}</span><b>end</b></div>
<div style="width:200px;overflow:hidden;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical">${long(2)} ${addressOf(3)}</div>
<div style="position:relative;padding:8px;width:300px">${linkTo(4)}<a href="#row" style="position:absolute;inset:0"></a></div>
<div style="width:120px;height:24px;overflow:hidden">${linkTo(5)} and words that go on and on</div>`;
