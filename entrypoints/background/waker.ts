/** The shortest alarm that Chromium keeps, ms; what comes sooner is a timer's, and the worker lives that long anyway. */
const SHORTEST_ALARM_MS = 30_000;
/** An alarm that is off by no more than this stays as it is: the outbox asks after each change, ms. */
const SLACK_MS = 5000;

export interface Alarms {
  /** Replaces the one that is set. */
  set(when: number): void;
  clear(): void;
}

/**
 * Wakes the outbox when it wants to go on: by a timer while the worker lives, and by an alarm, which starts a new worker if
 * this one dies. The alarm stands whenever something waits that can be sent, and is set again by each new worker, since
 * alarms need not survive the browser.
 */
export function openWaker(alarms: Alarms, now: () => number, wake: () => void): (at: number | undefined) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let alarmAt: number | undefined;
  let isKnown = false;

  return (at) => {
    clearTimeout(timer);
    if (at === undefined) {
      // A new worker does not know what its predecessor left.
      if (alarmAt !== undefined || !isKnown) alarms.clear();
      [alarmAt, isKnown] = [undefined, true];
      return;
    }
    const wait = Math.max(0, at - now());
    timer = setTimeout(wake, Math.min(wait, SHORTEST_ALARM_MS));
    const when = now() + Math.max(wait, SHORTEST_ALARM_MS);
    const stands = alarmAt !== undefined && alarmAt > now() && Math.abs(alarmAt - when) <= SLACK_MS;
    if (stands) return;
    [alarmAt, isKnown] = [when, true];
    alarms.set(when);
  };
}
