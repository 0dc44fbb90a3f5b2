export const markup = () => '<main id="root"></main>';
