export const markup = () => '<div id="grid" style="height:420px;width:900px"></div>';
