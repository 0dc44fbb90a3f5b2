import '@mermaid-js/tiny/dist/mermaid.tiny.js';
import { addressOf } from '../../addresses';
import { frames, live } from '../../life';

interface Mermaid {
  initialize(options: object): void;
  render(id: string, code: string): Promise<{ readonly svg: string }>;
}
const { mermaid } = globalThis as unknown as { readonly mermaid: Mermaid };

mermaid.initialize({ startOnLoad: false, securityLevel: 'loose', deterministicIds: true });
const chart = document.querySelector('#chart') as HTMLElement;
let count = 0;

async function draw(direction: string, task: number): Promise<undefined> {
  count += 1;
  const code = `flowchart ${direction}
  A[Plan] --> B[Build] --> C[Ship]
  click A href "${addressOf(task)}"
  click C href "${addressOf(task + 1)}"`;
  const { svg } = await mermaid.render(`chart${count}`, code);
  chart.innerHTML = svg;
  await frames(4);
  return undefined;
}

live({
  ready: draw('LR', 0),
  steps: {
    turn: ({ pick }) => draw(pick(['LR', 'TD']), 0),
    other: ({ below }) => draw('LR', below(40)),
  },
  model: () => chart.querySelector('svg')?.outerHTML.length,
});
