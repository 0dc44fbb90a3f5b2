import { describe, expect, it } from 'vitest';
import { evaluationOf } from './evaluation';

const OURS = 'abcdefghijklmnopabcdefghijklmnop';
const about = (id: string) => ({ data: { url: `chrome-extension://${id}/scout.js` } });
const evaluated = { name: 'EvaluateScript', pid: 7, dur: 1_500, args: about(OURS) };
const compiled = { name: 'v8.compile', pid: 7, dur: 500, args: about(OURS) };
const injected = {
  name: 'ScriptInjection::InjectJs',
  pid: 7,
  dur: 4_000,
  args: { chrome_extension_id: { extension_id: OURS } },
};

describe('what a trace says of a script', () => {
  it('is its own evaluation, in ms, among others', () => {
    const events = [
      { name: 'EvaluateScript', pid: 7, dur: 9_000, args: { data: { url: 'https://example.com/app.js' } } },
      { name: 'EvaluateScript', pid: 7, dur: 9_000, args: about('ponmlkjihgfedcbaponmlkjihgfedcba') },
      { name: 'FunctionCall', pid: 7, dur: 9_000, args: about(OURS) },
      { name: 'ThreadControllerImpl', pid: 1 },
      injected,
      evaluated,
      compiled,
    ];
    expect(evaluationOf(events, OURS)).toEqual({ evaluation: 1.5, compiling: 0.5, injection: 4, process: 7 });
  });

  it('is nothing where the trace began too late', () => {
    expect(evaluationOf([compiled, evaluated], OURS)).toBeUndefined();
    expect(evaluationOf([injected, evaluated], OURS)).toBeUndefined();
  });

  it('is no figure where it came in twice', () => {
    expect(() => evaluationOf([injected, evaluated, evaluated], OURS)).toThrow('2 times');
  });
});
