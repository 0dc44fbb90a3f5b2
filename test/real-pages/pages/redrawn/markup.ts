export const markup = () => '<table id="table"></table>';
