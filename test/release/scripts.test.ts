import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BuildTarget, buildIfStale, productionBuild } from '../support/build-e2e';
import addresses from './addresses.expected.json';

/**
 * What stands in the built scripts, libraries included. The sources are held to the same rules by architecture.test.ts;
 * here nothing can hide in a dependency or in what the build tool adds.
 */
const targets = ['chrome', 'firefox'] as const;

beforeAll(() => targets.forEach(buildIfStale), 120_000);

/** [file, text] of every built file with one of these endings. */
const filesOf = (target: BuildTarget, ending: RegExp) =>
  readdirSync(productionBuild(target), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => [file, readFileSync(join(productionBuild(target), file), 'utf8')] as const);

/** Everything in a text that fits, with a little of what surrounds it. */
const found = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(({ index }) => text.slice(Math.max(0, index - 30), index + 60));

/** Ways to make HTML or code out of text. */
const SINKS =
  /\b(?:inner|outer)HTML\b|insertAdjacentHTML|\bdocument\.write(?:ln)?\b|\bsrcdoc\b|\bDOMParser\b|createContextualFragment|setHTML|parseHTML|execCommand|\bdocument\.domain\b|(?<![\w$.])eval\b(?!\s*:)|(?<![\w$])Function\s*\(|(?<![\w$])set(?:Timeout|Interval)\s*\(\s*["'`]|javascript:|importScripts|\bWebAssembly\b/g;

/**
 * The one sink that ships: Preact writes what a component passes as dangerouslySetInnerHTML. No component of ours passes it
 * (architecture.test.ts), so it never runs; own pages forbid it besides.
 */
const PREACT = /([\w$]+)\.__html==([\w$]+)\.innerHTML\)\|\|\(\2\.innerHTML=\1\.__html\)/g;

describe.each(targets)('the scripts for %s', (target) => {
  it('make no HTML and no code from text, but for one known line of Preact', () => {
    const known = filesOf(target, /\.js$/).flatMap(([, text]) => found(text, PREACT));
    // Once for each own page.
    expect(known).toHaveLength(2);
    const sinks = filesOf(target, /\.js$/).flatMap(([file, text]) =>
      found(text.replace(PREACT, ''), SINKS).map((sink) => `${file}: ${sink}`),
    );
    expect(sinks).toEqual([]);
  });

  it('write nothing to a console', () => {
    const written = filesOf(target, /\.js$/).flatMap(([, text]) =>
      found(text, /(?<![\w$.])console\s*[.[]|\b(?:globalThis|self|window)\.console\b/g),
    );
    expect(written).toEqual([]);
  });

  it('bring in code from their own folder alone', () => {
    const imports = filesOf(target, /\.js$/).flatMap(([, text]) =>
      [...text.matchAll(/(?<![\w$.])(?:import|from)\s*\(?\s*(["'`])([^"'`]*)\1/g)].map(([, , from = '']) => from),
    );
    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter((from) => !/^\.{0,2}\/[\w./-]+\.js$/.test(from))).toEqual([]);
    // An import of something that is only known when it runs.
    const computed = filesOf(target, /\.js$/).flatMap(([, text]) =>
      found(text, /(?<![\w$.])import\s*\((?!\s*["'`]\.\/)/g),
    );
    expect(computed).toEqual([]);
  });

  it('name only addresses that are explained', () => {
    const named = filesOf(target, /\.(js|html|css|json)$/)
      .filter(([file]) => file !== 'manifest.json')
      .flatMap(([, text]) => text.match(/(?:https?|wss?|ftp):\/\/[\w.*:/@%-]*/g) ?? []);
    expect([...new Set(named)].filter((address) => !(address in addresses)).sort()).toEqual([]);
    expect(Object.keys(addresses).filter((address) => !named.includes(address))).toEqual([]);
    expect(
      found(
        filesOf(target, /\.js$/)
          .map(([, text]) => text)
          .join(),
        /\b(?:WebSocket|EventSource|sendBeacon|XMLHttpRequest|RTCPeerConnection)\b/g,
      ),
    ).toEqual([]);
  });

  it('carry no map of their sources', () => {
    expect(filesOf(target, /\.map$/)).toEqual([]);
    expect(filesOf(target, /\.(js|css)$/).filter(([, text]) => text.includes('sourceMappingURL'))).toEqual([]);
  });

  it('are named by own pages without a line of script or style inside', () => {
    for (const [file, text] of filesOf(target, /\.html$/)) {
      const inline = [
        ...text.matchAll(/<(script|style)\b(?![^>]*\ssrc=)[^>]*>/g),
        ...text.matchAll(/\s(?:on\w+|style)=/g),
      ];
      expect([file, inline.map(([tag]) => tag)]).toEqual([file, []]);
      const loaded = [...text.matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
      expect(loaded.filter((address) => !/^\.?\/[\w./-]+$/.test(address))).toEqual([]);
    }
  });
});
