interface Timer {
  readonly at: number;
  readonly seq: number;
  run(): void;
}

/**
 * A world with a clock of its own, for models that run thousands of times: nothing waits for real time, and a life (one
 * worker) can end between any two of its steps, as a browser ends it.
 */
export class VirtualWorld {
  now = 1_700_000_000_000;
  #timers: Timer[] = [];
  #seq = 0;

  at(ms: number, run: () => void): void {
    this.#timers.push({ at: this.now + Math.max(0, ms), seq: this.#seq++, run });
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.at(ms, resolve));
  }

  /** Lets everything happen that is due within this time, ms, in order. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      await settled();
      const [next] = this.#timers.sort((a, b) => a.at - b.at || a.seq - b.seq);
      if (!next || next.at > end) break;
      this.#timers.shift();
      this.now = Math.max(this.now, next.at);
      next.run();
    }
    this.now = end;
  }
}

/** Every promise that can go on has gone on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

const never = new Promise<never>(() => undefined);

/** One worker's life: what it waits for comes back only while it lives. */
export class Life {
  alive = true;
  #steps = 0;

  /** `endsAt` counts its steps (everything that it waits for); `after` tells whether the last one still takes effect. */
  constructor(
    readonly endsAt = Number.POSITIVE_INFINITY,
    readonly after = false,
    readonly died: () => void = () => undefined,
  ) {}

  async step<Value>(work: () => Promise<Value>): Promise<Value> {
    if (!this.alive) return never;
    this.#steps += 1;
    const isLast = this.#steps === this.endsAt;
    if (isLast && !this.after) this.end();
    if (!this.alive) return never;
    const done = work();
    if (isLast) this.end();
    try {
      const value = await done;
      return this.alive ? value : never;
    } catch (error) {
      if (!this.alive) return never;
      throw error;
    }
  }

  end(): void {
    if (!this.alive) return;
    this.alive = false;
    this.died();
  }
}
