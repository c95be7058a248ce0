/** What the uplink needs of the world; tests give it a clock and a socket of their own. */
export interface UplinkDeps {
  /** Number of the newest move. */
  newest: () => number;
  /** Whether the server would take a move now. */
  open: () => boolean;
  /** Whether the last packet is still on its way out of this page. */
  busy: () => boolean;
  /** Sends the newest move. */
  send: () => void;
  /** Milliseconds. */
  now: () => number;
  /** Calls back once; returns the undo. */
  after: (ms: number, run: () => void) => () => void;
  /** Least time between two sends. */
  everyMs: number;
}

export interface Uplink {
  /** Something may have moved, or the socket may be free: sends at once, or as soon as it may. */
  wake: () => void;
  /** The newest move goes out again, although it was sent: the server starts anew. */
  restart: () => void;
  dispose: () => void;
}

/**
 * Sends own moves: the first the moment it happens, then at most one every `everyMs`, always the newest. What waits is
 * one timer and no queue; while nothing moves there is no timer either.
 */
export function createUplink(deps: UplinkDeps): Uplink {
  let sent: number | null = null;
  let sentAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;

  const stop = () => {
    cancel?.();
    cancel = null;
  };
  const wait = (ms: number) => {
    cancel ??= deps.after(ms, () => {
      cancel = null;
      wake();
    });
  };
  const wake = () => {
    if (deps.newest() === sent || !deps.open()) return;
    const early = sentAt + deps.everyMs - deps.now();
    // A socket that is still busy with the last move is asked again in the next slot, with what is newest then.
    if (early > 0) wait(early);
    else if (deps.busy()) wait(deps.everyMs);
    else {
      stop();
      sent = deps.newest();
      sentAt = deps.now();
      deps.send();
    }
  };
  return {
    wake,
    restart: () => {
      sent = null;
      wake();
    },
    dispose: stop,
  };
}
