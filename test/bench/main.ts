import { benchAll } from './all';
import { benchAttacks } from './attacks';
import { benchClicks } from './clicks/bench';
import { benchControls } from './controls/bench';
import { benchFaults } from './faults/bench';
import { benchPopup } from './popup/bench';
import { benchQueue } from './queue/bench';
import { benchRequests } from './requests';
import { benchScout } from './scout/bench';

/** Each answers whether its goals are met. `words` are what follows its name on the command line. */
const BENCHES: Readonly<Record<string, (words: readonly string[]) => Promise<boolean>>> = {
  attacks: benchAttacks,
  clicks: benchClicks,
  controls: benchControls,
  faults: benchFaults,
  popup: benchPopup,
  queue: benchQueue,
  requests: benchRequests,
  scout: benchScout,
};

const [name = '', ...words] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench) {
  process.exitCode = (await bench(words)) ? 0 : 1;
} else if (name === '' || name === '--json') {
  process.exitCode = (await benchAll([name, ...words])) ? 0 : 1;
} else {
  console.log(
    `npm run bench -- [NAME] [--json]\nNAME is one of: ${Object.keys(BENCHES).join(', ')}; without, all quick ones`,
  );
  process.exitCode = 2;
}
