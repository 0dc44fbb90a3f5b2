import { addressOf, linkTo } from '../../addresses';

export const markup = () => `<p>${linkTo(0)}</p>
<div id="inline"><p>First ${linkTo(1)} and more words</p><p>See ${addressOf(2)} soon</p></div>
<textarea id="framed">&lt;p&gt;In a frame ${addressOf(3).replaceAll('&', '&amp;amp;')} here&lt;/p&gt;</textarea>`;
