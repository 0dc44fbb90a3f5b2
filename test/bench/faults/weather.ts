import type { Misbehaviour } from '../../sandbox/model';
import type { Sandbox } from '../../sandbox/server';
import { NEEDS_SERVER, type Point } from './points';
import type { Random } from './random';

/** What goes wrong around a kill, besides it. */
export const WEATHERS = [
  'calm',
  'offline',
  'flapping network',
  '429 storm',
  '401 storm',
  'hang',
  'broken answer',
  'lost refresh answer',
  'account swap',
] as const;
export type Weather = (typeof WEATHERS)[number];

/** Only what leaves the point within reach. */
function fits(weather: Weather, point: Point): boolean {
  const isRefresh = point === 'during refresh' || point === 'after the new pair';
  if (weather === 'offline' || weather === 'flapping network') return !NEEDS_SERVER.includes(point);
  if (weather === '401 storm' || weather === 'lost refresh answer') return !isRefresh;
  if (weather === 'account swap') return !isRefresh && point !== 'holding an undo';
  return true;
}

/** Calm more often than not: a storm takes time, and a kill in calm weather is one as well. */
export function chooseWeather(random: Random, point: Point): Weather {
  if (random.chance(0.65)) return 'calm';
  return random.pick(WEATHERS.filter((weather) => fits(weather, point)));
}

const TASKS = /\/task\/v2\//;

/** Lets it begin; answers how it ends. */
export function begin(weather: Weather, sandbox: Sandbox, random: Random): () => void {
  const rule = (fault: Misbehaviour) => sandbox.misbehave(fault);
  switch (weather) {
    case 'offline':
      return rule({ how: 'drop-before' });
    case 'flapping network':
      return flap(sandbox, random);
    case '429 storm':
      return rule({ how: 'rate-limited', path: TASKS, ms: 1000, times: 1 + random.below(3) });
    case '401 storm':
      return rule({ how: 'status', status: 401, code: 99991677, path: TASKS, times: 1 + random.below(3) });
    case 'hang':
      return rule({ how: 'hang', api: random.pick(['task.v2.get', 'task.v2.patch']), times: 1 });
    case 'broken answer':
      return rule(brokenAnswer(random));
    case 'lost refresh answer':
      sandbox.expireTokens();
      return rule({ how: 'lost-refresh', times: 1 });
    default:
      return () => undefined;
  }
}

function brokenAnswer(random: Random): Misbehaviour {
  const how = random.pick(['html', 'broken-json', 'status', 'drop-after'] as const);
  const when = random.pick(['before', 'after'] as const);
  return { how, when, path: TASKS, times: 1 + random.below(2), ...(how === 'status' && { status: 500 }) };
}

/** Gone and back every few hundred milliseconds. */
function flap(sandbox: Sandbox, random: Random): () => void {
  let back: (() => void) | undefined = sandbox.misbehave({ how: 'drop-before' });
  const turn = () => {
    if (back) back();
    back = back ? undefined : sandbox.misbehave({ how: 'drop-before' });
  };
  const timer = setInterval(turn, 60 + random.below(200));
  return () => {
    clearInterval(timer);
    back?.();
  };
}
