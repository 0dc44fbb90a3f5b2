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
// What a bench leaves open when it breaks off (a server, a browser) would keep the process for ever.
if (bench) process.exit((await bench(words)) ? 0 : 1);
if (name === '' || name === '--json') process.exit((await benchAll([name, ...words])) ? 0 : 1);
console.log(
  `npm run bench -- [NAME] [--json]\nNAME is one of: ${Object.keys(BENCHES).join(', ')}; without, all quick ones`,
);
process.exitCode = 2;
