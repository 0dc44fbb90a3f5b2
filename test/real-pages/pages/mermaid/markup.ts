import { linkTo } from '../../addresses';

export const markup = () => `<p>${linkTo(5)}</p><div id="chart"></div>`;
