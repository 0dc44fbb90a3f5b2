import { Collapse, Modal, Tab } from 'bootstrap';
import 'bootstrap/dist/css/bootstrap.min.css';
import { live } from '../../life';

const element = (selector: string) => document.querySelector(selector) as HTMLElement;
const [first, second] = document.querySelectorAll('.nav-link');
const fold = new Collapse(element('#fold'), { toggle: false });
const modal = new Modal(element('#modal'), { focus: false });
let isOpen = false;

/** Until its transitions are over. */
const settled = async (act: () => void) => {
  act();
  await new Promise((resolve) => setTimeout(resolve, 500));
  return undefined;
};
function show(open: boolean): void {
  isOpen = open;
  if (open) modal.show();
  else modal.hide();
}

live({
  steps: {
    tab: ({ pick }) => settled(() => Tab.getOrCreateInstance(pick([second, first]) as Element).show()),
    fold: () => settled(() => fold.toggle()),
    modal: () => settled(() => show(true)),
    dismiss: () => settled(() => show(false)),
  },
  model: () => [isOpen, document.body.className, document.body.getAttribute('style')],
});
