import '../../components/style.css';
import './style.css';
import './custom-fields.css';
import './fields.css';
import { askOpening } from './opening';
import { readQuery } from './query';

const query = readQuery(location.search);
// On its way while the rest of the popup is still being loaded.
const opening = askOpening(query);
void import('./start').then(({ start }) => start(query, opening));
