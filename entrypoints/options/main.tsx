import { render } from 'preact';
import { OwnPage } from '../../components/OwnPage';
import { locale, t } from '../../lib/i18n';
import { App } from './App';
import '../../components/style.css';
import './style.css';
import './sample.css';

document.documentElement.lang = locale();
document.title = t('options_title');
render(
  <OwnPage page="options">
    <App welcome={new URLSearchParams(location.search).has('welcome')} />
  </OwnPage>,
  document.getElementById('app') as Element,
);
