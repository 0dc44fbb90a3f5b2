import type { RequestName } from '../../../lib/messages/contract';
import type { Told } from '../model';
import type { Given } from './given';
import { wordsOf } from './words';

/** Page scripts that are brought in on request, by the request. */
const SCRIPTS: Readonly<Partial<Record<RequestName, string>>> = {
  'controls.inject': '/controls.js',
  'acts.inject': '/acts.js',
  'crowd.inject': '/crowd.js',
  'ground.inject': '/ground.js',
  'torn.inject': '/torn.js',
};

interface Message {
  readonly type: RequestName;
  readonly input: { readonly guid?: string };
}

function event() {
  const listeners = new Set<(...told: unknown[]) => void>();
  return {
    addListener: (listener: () => void) => void listeners.add(listener),
    removeListener: (listener: () => void) => void listeners.delete(listener),
    hasListener: (listener: () => void) => listeners.has(listener),
  };
}

async function answer(told: Told<unknown> | undefined, { type, input }: Message): Promise<unknown> {
  if (!told) throw new Error(`the scene does not answer ${type}`);
  if ('byTask' in told) return answer(told.byTask[input.guid ?? ''], { type, input });
  if ('never' in told) return new Promise(() => undefined);
  return 'failure' in told ? { ok: false, failure: told.failure } : { ok: true, value: told.value };
}

const addScript = (src: string) =>
  new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src, onload: resolve, onerror: reject });
    document.head.append(script);
  });

/** What the product takes for the browser: words, and a background that answers as the scene says. */
export function standIn(given: Given, said: Set<string>, missed: (error: unknown) => void) {
  const { answers, browser: facts = {}, manifest } = given;
  const words = wordsOf(given, said);

  async function sendMessage(message: Message): Promise<unknown> {
    const script = SCRIPTS[message.type];
    if (script) await addScript(script);
    try {
      return await answer((answers as Record<string, Told<unknown>>)[message.type], message);
    } catch (error) {
      missed(error);
      return { ok: false, failure: { kind: 'server', reason: 'unknown' } };
    }
  }

  return {
    runtime: {
      id: 'gallery',
      sendMessage,
      onMessage: event(),
      getManifest: () => manifest,
      getURL: (path: string) => new URL(path, location.origin).href,
    },
    i18n: words,
    storage: { local: { get: async () => ({}), set: async () => undefined }, onChanged: event() },
    permissions: {
      getAll: async () => ({ origins: [...(facts.origins ?? [])] }),
      request: async () => false,
      remove: async () => false,
      onAdded: event(),
      onRemoved: event(),
    },
    commands: {
      getAll: async () =>
        (facts.shortcuts ?? []).map(({ name, shortcut }) => ({
          name,
          shortcut,
          description: name.startsWith('_') ? '' : words.getMessage(`command_${name}`),
        })),
    },
    tabs: {
      query: async () => [{ id: 7 }],
      create: async () => {
        if (facts.tabs === 'refused') throw new Error('refused');
      },
      reload: async () => undefined,
    },
  };
}
