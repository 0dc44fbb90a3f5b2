import { AllCommunityModule, createGrid, type GridApi, ModuleRegistry } from 'ag-grid-community';
import { addressOf, linkTo } from '../../addresses';
import { frames, live } from '../../life';

ModuleRegistry.registerModules([AllCommunityModule]);

interface Row {
  readonly task: number;
  readonly address: string;
}

const rowData = Array.from(
  { length: 300 },
  (_, index): Row => ({ task: 2 * index, address: addressOf(2 * index + 1) }),
);
let grid: GridApi<Row> | undefined;
const ready = new Promise<void>((resolve) => {
  grid = createGrid<Row>(document.querySelector('#grid') as HTMLElement, {
    rowData,
    columnDefs: [
      { field: 'task', width: 120, sortable: true, cellRenderer: ({ value }: { value: number }) => linkTo(value) },
      { field: 'address', width: 140 },
    ],
    animateRows: false,
    suppressColumnVirtualisation: true,
    onFirstDataRendered: () => resolve(),
  });
});

const settled = async () => {
  await frames(6);
  await new Promise((resolve) => setTimeout(resolve, 250));
  return undefined;
};

live({
  ready: ready.then(settled),
  steps: {
    scroll: ({ below }) => {
      grid?.ensureIndexVisible(below(300), 'top');
      return settled();
    },
    sort: ({ pick }) => {
      grid?.applyColumnState({ state: [{ colId: 'task', sort: pick(['asc', 'desc'] as const) }] });
      return settled();
    },
    change: ({ below }) => {
      const node = grid?.getDisplayedRowAtIndex((grid?.getFirstDisplayedRowIndex() ?? 0) + below(8));
      node?.setDataValue('address', addressOf(700 + below(90)));
      return settled();
    },
  },
  model: () =>
    [...document.querySelectorAll('.ag-center-cols-container .ag-cell')].map(({ textContent }) => textContent).sort(),
});
