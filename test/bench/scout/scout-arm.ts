import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productionBuild } from '../../support/build-e2e';
import type { FreshWorld } from './world';

/** What the shipped scout did in a page, as its own callbacks' time shows it. */
export interface ScoutTime {
  /** Places of task links that it holds now. */
  readonly hits: number;
  /** Time inside its callbacks since the last look, ms. */
  readonly spent: number;
  /** How much of it came before its walk for shadow roots and frames began: reading links and texts, ms. */
  readonly reading: number;
  /** The longest single callback since then, ms. */
  readonly longest: number;
  readonly calls: number;
  /** Whether it has nothing left to do but its next whole reading. */
  readonly idle: boolean;
}

/** A reading again after this many ms or more is the next one, not what is left of this, ms. */
const NEXT_READING_MS = 1000;

/**
 * Measures scout from outside: the script as it ships runs in a fresh isolated world whose timers, idle callbacks and
 * observers are wrapped, and whose extension API answers nothing. `readings: false` holds back its later whole readings. Another
 * `script` is a reference for it: its `__tasklark.nodes` tells what it found.
 */
export async function startScout(world: FreshWorld, { readings = false, script = shipped() } = {}): Promise<void> {
  await world.evaluate(`(() => {
    const time = (globalThis.benchTime = { spent: 0, longest: 0, calls: 0, due: 0, reading: undefined });
    let depth = 0;
    let began = 0;
    const timed = (work) => function (...input) {
      const begin = performance.now();
      if (depth === 0) began = begin;
      depth += 1;
      try { return work.apply(this, input); } finally {
        depth -= 1;
        const took = performance.now() - begin;
        if (depth === 0) { time.spent += took; time.calls += 1; time.longest = Math.max(time.longest, took); }
      }
    };
    const { setTimeout: later, requestIdleCallback: idle, MutationObserver: Observer } = globalThis;
    const owed = (work) => { time.due += 1; const run = timed(work); return (...input) => { time.due -= 1; run(...input); }; };
    globalThis.setTimeout = (work, ms) => {
      if (ms < ${NEXT_READING_MS}) return later(owed(work), ms);
      return ${readings} ? later(timed(work), ms) : 0;
    };
    globalThis.requestIdleCallback = (work, options) => idle(owed(work), options);
    globalThis.MutationObserver = class extends Observer { constructor(work) { super(timed(work)); } };
    // The first step of the walk tells what came before; it is not watched any further.
    const { nextNode } = TreeWalker.prototype;
    TreeWalker.prototype.nextNode = function () {
      TreeWalker.prototype.nextNode = nextNode;
      time.reading = time.spent + performance.now() - began;
      return nextNode.call(this);
    };
    globalThis.chrome = { runtime: { id: 'bench', sendMessage: () => Promise.resolve() } };
  })();
  ${script}`);
}

function shipped(): string {
  const path = join(productionBuild('chrome'), 'scout.js');
  if (!existsSync(path)) throw new Error('There is no build: npm run build first');
  return readFileSync(path, 'utf8');
}

/**
 * The least that hears a page and reads it once in idle time: a+t, and a set of the changed nodes that is emptied, or whose
 * members are asked once each (`reads`). Nothing that keeps up with a page in idle time can be cheaper.
 */
export const leastScout = ({ reads }: { reads: boolean }) => `(() => {
  const nodes = new Set();
  const changed = new Set();
  let due = false;
  globalThis[Symbol.for('tasklark')] = { nodes };
  const ask = (root) => {
    for (const link of root.querySelectorAll?.('a[href*="applink."]') ?? []) nodes.add(link);
    if (root.textContent.includes('applink.')) nodes.add(root);
  };
  const later = (work) => {
    if (due) return;
    due = true;
    setTimeout(() => requestIdleCallback(() => { due = false; work(); }, { timeout: 500 }), 100);
  };
  const catchUp = () => {
    if (${reads}) for (const node of changed) if (node.isConnected && !changed.has(node.parentNode)) ask(node);
    changed.clear();
  };
  const observer = new MutationObserver((records) => {
    for (const { target } of records) changed.add(target);
    later(catchUp);
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true, attributeFilter: ['href'] });
  later(() => ask(document.body));
})();`;

/** Waits until scout is idle and tells what it took since the last time. */
export function scoutTime(world: FreshWorld): Promise<ScoutTime> {
  return world.evaluate(`(async () => {
    const time = globalThis.benchTime;
    const channel = new MessageChannel();
    const turn = () => new Promise((resolve) => { channel.port1.onmessage = resolve; channel.port2.postMessage(0); });
    const end = performance.now() + 20000;
    while (time.due > 0 && performance.now() < end) { await turn(); await new Promise((resolve) => queueMicrotask(resolve)); }
    const told = { hits: globalThis[Symbol.for('tasklark')].nodes.size, spent: time.spent, reading: time.reading ?? time.spent, longest: time.longest, calls: time.calls, idle: time.due === 0 };
    Object.assign(time, { spent: 0, longest: 0, calls: 0 });
    return told;
  })()`);
}
