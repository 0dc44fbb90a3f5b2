import { linkTo } from '../../addresses';

export const markup = () => `<p>${linkTo(0)}</p><div id="editor"></div>`;
