import { frames, live } from '../../life';

const element = <Type extends HTMLElement>(selector: string) => document.querySelector(selector) as Type;
const dialog = element<HTMLDialogElement>('dialog');

const settled = async (act: () => void) => {
  act();
  await frames(2);
  return undefined;
};

live({
  steps: {
    dialog: () => settled(() => !dialog.open && dialog.showModal()),
    close: () => settled(() => dialog.close()),
    fold: () => settled(() => element('details').toggleAttribute('open')),
    popover: () => settled(() => element('#pop').togglePopover()),
    scroll: ({ below }) => settled(() => element('#scroller').scrollTo(below(400), 0)),
  },
  model: () => [dialog.open, element('#pop').matches(':popover-open')],
});
