import type { Tabs } from './tabs';

/** What it took to bring an extension's script into one tab, as the browser's own trace tells it. */
export interface Evaluation {
  /** Compiling the script and running it once from its first line to its last, ms. */
  readonly evaluation: number;
  /** The compiling in it, ms. */
  readonly compiling: number;
  /** The evaluation, and making the world that it runs in, ms. */
  readonly injection: number;
  /** The renderer's process id. */
  readonly process: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  /** Microseconds; complete events alone have it. */
  readonly dur?: number;
  readonly args?: unknown;
}

/** A new process begins to write its trace a moment after it began to run, now and then too late; so often is it tried. */
const TRIES = 5;

/** What the browser wrote down of a script of this extension: nothing where it began too late. Throws where it came in twice. */
export function evaluationOf(events: readonly TraceEvent[], extensionId: string): Evaluation | undefined {
  const own = (name: string) =>
    events.filter((event) => event.name === name && event.dur !== undefined && isAbout(event, extensionId));
  const [evaluations, [compiling], [injection]] = [
    own('EvaluateScript'),
    own('v8.compile'),
    own('ScriptInjection::InjectJs'),
  ];
  const [evaluation] = evaluations;
  if (evaluations.length > 1) throw new Error(`A script was evaluated ${evaluations.length} times in one page`);
  if (!evaluation || !compiling || !injection) return undefined;
  const ms = ({ dur = Number.NaN }: TraceEvent) => dur / 1000;
  return {
    ...{ evaluation: ms(evaluation), compiling: ms(compiling), injection: ms(injection) },
    process: evaluation.pid,
  };
}

const isAbout = ({ args }: TraceEvent, extensionId: string) => JSON.stringify(args ?? {}).includes(extensionId);

/**
 * Loads a page in a fresh tab with the trace on. Nothing of the shipped file is touched and nothing is wrapped; tracing itself is in all
 * figures alike.
 */
export async function evaluationIn(tabs: Tabs, url: string): Promise<Evaluation> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const evaluation = await tracedTab(tabs, url);
    if (evaluation) return evaluation;
  }
  throw new Error(`${TRIES} traces show no script of the extension`);
}

async function tracedTab({ browser, extensionId = '' }: Tabs, url: string): Promise<Evaluation | undefined> {
  const page = await browser.newPage();
  await page.tracing.start({ categories: ['devtools.timeline', 'v8', 'extensions'] });
  await page.goto(url, { waitUntil: 'load' });
  const trace = await page.tracing.stop();
  await page.close();
  const { traceEvents } = JSON.parse(Buffer.from(trace ?? []).toString()) as { traceEvents: TraceEvent[] };
  return evaluationOf(traceEvents, extensionId);
}
