import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productionBuild } from '../../support/build-e2e';
import type { FreshWorld } from '../scout/world';

/** What the shipped controls did in a page. */
export interface ControlsTime {
  /** Time of their own in all that they were called for, ms. */
  readonly ms: number;
  /** The longest of these calls, ms. */
  readonly longest: number;
  /** Hosts of theirs that stand beside links now. */
  readonly hosts: number;
  /** What the browser then took to lay the page out anew, ms. */
  readonly layout: number;
}

/**
 * Runs the script as it ships in a fresh isolated world whose timers and observers are timed, over all links of the
 * page, with an extension API that says "ask" and no more. Over once it is idle.
 */
export function runControls(world: FreshWorld, script = shipped()): Promise<ControlsTime> {
  return world.evaluate(`(async () => {
    const time = { ms: 0, longest: 0, layout: 0 };
    let depth = 0;
    const note = (took) => {
      time.ms += took;
      time.longest = Math.max(time.longest, took);
      // The layout of what was inserted is told apart, as the browser does it apart from us: in the next frame.
      const begin = performance.now();
      void document.body.offsetHeight;
      time.layout += performance.now() - begin;
    };
    const timed = (work) => function (...input) {
      const begin = performance.now();
      depth += 1;
      try { return work.apply(this, input); } finally {
        depth -= 1;
        if (depth === 0) note(performance.now() - begin);
      }
    };
    const { setTimeout: later } = globalThis;
    globalThis.setTimeout = (work, ms) => later(timed(work), ms);
    for (const name of ['IntersectionObserver', 'MutationObserver', 'ResizeObserver']) {
      const Observer = globalThis[name];
      globalThis[name] = class extends Observer { constructor(work, options) { super(timed(work), options); } };
    }
    const channel = new MessageChannel();
    const turn = () => new Promise((resolve) => { channel.port1.onmessage = resolve; channel.port2.postMessage(0); });
    let answer;
    globalThis.chrome = {
      runtime: {
        id: 'bench',
        onMessage: { addListener() {}, removeListener() {} },
        sendMessage: ({ type }) => new Promise((resolve) => {
          answer = () => resolve(type === 'site.mode' ? { ok: true, value: { mode: 'ask', signedOut: [] } } : { ok: true, value: null });
        }),
      },
      storage: { local: { get: async () => ({}) } },
      i18n: { getMessage: (key, words) => key + ' ' + (words ?? ''), getUILanguage: () => 'en' },
    };
    // As scout shows them, in one slice; reading them is part of what a link costs.
    const nodes = new Set(document.querySelectorAll('a[href*="applink."]'));
    const show = timed((reader) => { for (const node of nodes) reader.look(node, true); reader.settle(); });
    globalThis[Symbol.for('tasklark')] = { nodes, show, stop() {} };
    const { attachShadow } = Element.prototype;
    const roots = [];
    Element.prototype.attachShadow = function (options) { const root = attachShadow.call(this, options); roots.push(root); return root; };
    timed(() => { ${script} })();
    // The first answer lets it go on, in microtasks that end before the next task begins.
    await turn();
    const begin = performance.now();
    answer();
    await turn();
    note(performance.now() - begin);
    for (let quiet = 0, seen = -1; quiet < 3; ) {
      await new Promise((resolve) => later(resolve, 120));
      if (time.ms === seen) quiet += 1;
      else { quiet = 0; seen = time.ms; }
    }
    globalThis.kept = roots;
    return { ...time, hosts: roots.filter(({ host }) => host.isConnected).length };
  })()`);
}

const shipped = () => readFileSync(join(productionBuild('chrome'), 'controls.js'), 'utf8');
