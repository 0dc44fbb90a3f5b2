import { linkTo } from '../../addresses';

export const markup = () => `<p>${linkTo(0)}</p><div class="edit"></div><hr><div class="read"></div>`;
