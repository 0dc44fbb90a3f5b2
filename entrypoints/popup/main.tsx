import { render } from 'preact';
import { locale } from '../../lib/i18n';
import '../../components/style.css';
import './style.css';
import './custom-fields.css';
import './fields.css';
import { App } from './App';
import { readQuery } from './query';

const query = readQuery(location.search);
document.documentElement.lang = locale();
document.documentElement.classList.toggle('small-window', query.inWindow);
render(<App query={query} />, document.getElementById('app') as HTMLElement);
