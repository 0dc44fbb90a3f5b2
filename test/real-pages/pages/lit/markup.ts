import { linkTo } from '../../addresses';

export const markup = () => `<message-list><p>${linkTo(30)}</p></message-list>`;
