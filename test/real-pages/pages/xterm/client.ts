import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { addressOf } from '../../addresses';
import { frames, live } from '../../life';

const terminal = new Terminal({ cols: 80, rows: 12 });
terminal.open(document.querySelector('#editor') as HTMLElement);

const rows = () => [...document.querySelectorAll('.xterm-rows > div')].map(({ textContent }) => textContent);

live({
  ready: frames(10),
  steps: {
    print: async ({ below }) => {
      await new Promise<void>((resolve) => terminal.write(`see ${addressOf(below(50))} now\r\n`, resolve));
      await frames(4);
      return undefined;
    },
    clear: async () => {
      terminal.clear();
      await frames(4);
      return undefined;
    },
  },
  model: rows,
});
