export const markup = () =>
  '<div id="list" style="height:420px;overflow:auto;border:1px solid"><div id="all" style="position:relative"></div></div>';
