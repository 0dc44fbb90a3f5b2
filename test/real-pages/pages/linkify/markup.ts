export const markup = () => '<main></main>';
