/** One stroke family, 16 px, 1.5 px stroke; decoration only, so the name of a thing always stands beside it. */
const PATHS = {
  alert: 'M8 2 1.8 13.2h12.4ZM8 6.5v3M8 11.6v.1',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  check: 'm3 8.5 3.2 3.2L13 5',
  clear: 'm4.5 4.5 7 7m0-7-7 7',
  clock: 'M8 1.8a6.2 6.2 0 1 0 .1 0M8 4.8V8l2.2 1.6',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8Z',
  gear: 'M8 5.8a2.2 2.2 0 1 0 .1 0M8 1.8v1.6M8 12.6v1.6M1.8 8h1.6M12.6 8h1.6M3.6 3.6l1.2 1.2M11.2 11.2l1.2 1.2M3.6 12.4l1.2-1.2M11.2 4.8l1.2-1.2',
  info: 'M8 1.8a6.2 6.2 0 1 0 .1 0M8 7.2v4M8 4.7v.1',
  key: 'M5.2 7.4a2.8 2.8 0 1 0 .1 0M7.3 8.4 13.5 2.5M11 5l2 2',
  leave: 'M6 3H3v10h10v-3M9 2.5h4.5V7M13.2 2.8 7.5 8.5',
  next: 'M6 3.5 10.5 8 6 12.5',
  restore: 'M3 4v3.5h3.5M3.4 7.3a5 5 0 1 1-.3 2.4',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** A moving arc; it stands still where the reader asked for less motion. */
export function Busy() {
  return (
    <svg class="icon turning" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 2a6 6 0 1 1-6 6" />
    </svg>
  );
}
