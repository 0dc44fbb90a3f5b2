import { pause } from './clock';

/** How long the pointer has been there when it presses, ms: the gate that lets a click act wants half a second. */
const RESTED_MS = 700;

/** Events that the gallery plays, as the page scripts take them: the user's, and at their own time. */
const played = new WeakMap<Event, Event>();
const wrapped = new WeakMap<EventListenerOrEventListenerObject, EventListener>();

/** Lets page scripts hear what the gallery plays as if it came from the browser. */
export function playUser(): void {
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    if (typeof listener !== 'function') return addEventListener.call(this, type, listener, options);
    const heard =
      wrapped.get(listener) ??
      function (this: unknown, event: Event) {
        return listener.call(this as EventTarget, played.get(event) ?? event);
      };
    wrapped.set(listener, heard);
    addEventListener.call(this, type, heard, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    removeEventListener.call(this, type, (listener && wrapped.get(listener)) ?? listener, options);
  };
}

function play(target: EventTarget, event: Event, later: number): void {
  const timeStamp = event.timeStamp + later;
  const own = { isTrusted: true, timeStamp } as Record<PropertyKey, unknown>;
  played.set(
    event,
    new Proxy(event, {
      get(real, key) {
        const value = own[key] ?? Reflect.get(real, key, real);
        return typeof value === 'function' ? value.bind(real) : value;
      },
    }),
  );
  target.dispatchEvent(event);
}

/** The whole of it must be in the window, also where its frame is scrolled to. */
const inView = (element: Element) =>
  new Promise<void>((resolve) => {
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ intersectionRatio }) => intersectionRatio > 0.99)) return;
        seen.disconnect();
        resolve();
      },
      { threshold: [0, 0.5, 1] },
    );
    seen.observe(element);
  });

/** Presses with the pointer, which has rested there. */
export async function click(button: HTMLElement): Promise<void> {
  await inView(button);
  const { left, top, width, height } = button.getBoundingClientRect();
  const at = {
    ...{ clientX: left + width / 2, clientY: top + height / 2 },
    ...{ bubbles: true, composed: true, cancelable: true, isPrimary: true, detail: 1 },
  };
  play(window, new PointerEvent('pointermove', at), 0);
  // What watches the button looks at it in some frames first.
  await pause(200);
  for (const type of ['pointerdown', 'pointerup', 'click']) play(button, new PointerEvent(type, at), RESTED_MS);
}
