import 'bootstrap/dist/css/bootstrap.min.css';
import { live } from '../../life';

const turn = (theme: string) => async () => {
  document.documentElement.dataset.bsTheme = theme;
  // Transitions of colours are over.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return undefined;
};

live({ steps: { dark: turn('dark'), light: turn('light') } });
