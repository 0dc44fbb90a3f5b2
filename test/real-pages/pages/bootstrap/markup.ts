import { addressOf, linkTo } from '../../addresses';

export const markup = () => `<ul class="nav nav-tabs">
<li class="nav-item"><button class="nav-link active" data-bs-target="#one">One</button></li>
<li class="nav-item"><button class="nav-link" data-bs-target="#two">Two</button></li></ul>
<div class="tab-content"><div class="tab-pane active" id="one"><p>${linkTo(0)} is open</p></div>
<div class="tab-pane" id="two"><p>${linkTo(1)} and ${addressOf(2)}</p></div></div>
<div class="collapse" id="fold"><p>${linkTo(3)}</p></div>
<ul class="list-group"><li class="list-group-item">${linkTo(4)}</li><li class="list-group-item">x ${linkTo(5)} y</li></ul>
<div class="modal" id="modal" tabindex="-1"><div class="modal-dialog"><div class="modal-content"><div class="modal-body">
<p>Dialog ${linkTo(6)}</p></div></div></div></div>`;
