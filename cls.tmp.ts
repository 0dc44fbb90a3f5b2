import { measureShifts } from './test/bench/controls/shift';
for (const row of await measureShifts()) console.log(JSON.stringify(row));
