// Evaluated in the worker's realm before the first line of background.js, as text: what stands here is never built or shipped.
// It wraps browser primitives alone and knows nothing of the code above them but what it stores and sends: tables, keys, rows.
//
// At the armed point the worker is frozen: from that instant on nothing leaves it, no request, no write, no answer, no message.
// That is what a sudden death looks like from outside; the real one follows at once.
(() => {
  const signal = globalThis.tasklarkReached;
  /** How long a commit is made to take, ms: an answer that does not wait for it is out by then. */
  const COMMIT_MS = 150;
  /** A death that is late by this much, ms, does not come. */
  const HOLD_MS = 20_000;
  const never = new Promise(() => {});
  let armed = null;
  let frozen = false;
  let renewed = false;
  let sending = false;

  globalThis.tasklarkArm = (what) => {
    armed = what;
  };

  const isArmed = (point, variant) => armed?.point === point && (variant === undefined || armed.variant === variant);

  function reach(found) {
    if (frozen) return;
    frozen = true;
    signal(JSON.stringify({ ...found, ...armed }));
  }

  const ifAlive = () => {
    if (frozen) throw new DOMException('The worker is dead', 'InvalidStateError');
  };

  /**
   * Keeps a transaction open, so that death finds it uncommitted: a transaction lives as long as requests follow one another.
   * Nobody else can read the table meanwhile, so if death does not come it ends, uncommitted as well.
   */
  function hold(store) {
    const end = Date.now() + HOLD_MS;
    const again = () => {
      if (Date.now() > end) return store.transaction.abort();
      const request = get.call(store, 'nothing');
      request.onsuccess = again;
    };
    again();
  }

  // --- the network
  const { fetch: send } = globalThis;
  globalThis.fetch = async (url, init) => {
    if (frozen) return never;
    const isRefresh = String(url).includes('/oauth/') && String(init?.body).includes('refresh_token');
    if (isRefresh && isArmed('during refresh', 'before it is sent')) {
      reach();
      return never;
    }
    const answer = await send(url, init);
    if (frozen) return never;
    const isMeant =
      init?.method === 'PATCH' ? isArmed('answer read but not recorded') : isArmed('during refresh', 'answered');
    if (answer.ok && isMeant && (isRefresh || init?.method === 'PATCH')) {
      // To its last byte: what the code above would do with it next is to record it.
      await answer.arrayBuffer();
      reach();
      return never;
    }
    if (isRefresh && answer.ok) renewed = true;
    return answer;
  };

  // --- the database
  const { put, get, delete: remove } = IDBObjectStore.prototype;
  const { transaction } = IDBDatabase.prototype;

  IDBDatabase.prototype.transaction = function open(...given) {
    ifAlive();
    return transaction.apply(this, given);
  };

  IDBObjectStore.prototype.get = function getOne(key) {
    ifAlive();
    if (sending && this.name === 'state' && String(key).startsWith('session') && isArmed('before the token')) {
      reach();
      ifAlive();
    }
    return get.call(this, key);
  };

  IDBObjectStore.prototype.put = function putOne(value, key) {
    ifAlive();
    const request = put.call(this, value, key);
    // Registered before the caller's own: at the instant of "complete" the row is on the disk and nobody knows yet.
    const onceCommitted = (then) => this.transaction.addEventListener('complete', then);
    if (this.name === 'operations') {
      const found = { id: value.id, state: value.state };
      // Merged while it waited, it has no row of its own.
      const isMeant = key === armed?.id || value.parts?.some(({ id }) => id === armed?.id);
      if (value.state === 'sending') {
        onceCommitted(() => {
          sending = true;
        });
      }
      if (isArmed('inside the commit') && isMeant) {
        request.addEventListener('success', () => {
          hold(this);
          // The commit takes its time, and everything else goes on: who would acknowledge now is found out.
          setTimeout(() => reach(found), COMMIT_MS);
        });
      }
      if (isArmed('between commit and acknowledgement') && isMeant) onceCommitted(() => reach(found));
      const ended = value.state === 'applied' || value.state === 'already';
      if (ended && isArmed('recorded but not told')) onceCommitted(() => reach(found));
    }
    if (this.name === 'state' && String(key).startsWith('session') && value?.refresh_token && renewed) {
      if (isArmed('after the new pair')) onceCommitted(() => reach());
      onceCommitted(() => {
        renewed = false;
      });
    }
    return request;
  };

  IDBObjectStore.prototype.delete = function deleteOne(key) {
    ifAlive();
    const request = remove.call(this, key);
    if (this.name === 'operations' && isArmed('during compaction')) {
      request.addEventListener('success', () => {
        hold(this);
        reach({ id: String(key) });
      });
    }
    return request;
  };

  // --- messages
  const { onMessage } = chrome.runtime;
  const { addListener } = onMessage;
  onMessage.addListener = (listener) =>
    addListener.call(onMessage, (message, sender, respond) => {
      if (frozen) return true;
      if (isArmed('before receipt') && message?.input?.id === armed.id) {
        reach({ id: armed.id });
        return true;
      }
      return listener(message, sender, (answer) => {
        if (!frozen) respond(answer);
      });
    });

  for (const speaker of [chrome.runtime, chrome.tabs]) {
    const { sendMessage } = speaker;
    speaker.sendMessage = (...given) => (frozen ? never : sendMessage.apply(speaker, given));
  }
})();
