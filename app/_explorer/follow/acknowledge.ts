import type { Seen } from "../../../server/protocol/view-packet.ts";

const EVERY_MS = 500;

interface AcknowledgeDeps {
  send: (seen: Seen) => void;
  now: () => number;
  after: (ms: number, run: () => void) => () => void;
  /** Calls back once the next picture is drawn: a page that nobody looks at draws none. Returns the undo. */
  drawn: (run: () => void) => () => void;
}

/** Tells whoever is followed that their newest view is on this screen: twice a second at most, and only what is new. */
export function createAcknowledge({ send, now, after, drawn }: AcknowledgeDeps) {
  let applied: Omit<Seen, "heldMs"> | null = null;
  let shown: { seen: Omit<Seen, "heldMs">; at: number } | null = null;
  let sentAt = Number.NEGATIVE_INFINITY;
  let cancelFrame: (() => void) | null = null;
  let cancelTimer: (() => void) | null = null;

  const tell = () => {
    cancelTimer = null;
    if (!shown) return;
    send({ ...shown.seen, heldMs: now() - shown.at });
    shown = null;
    sentAt = now();
  };
  const onDrawn = () => {
    cancelFrame = null;
    if (!applied) return;
    shown = { seen: applied, at: now() };
    applied = null;
    cancelTimer ??= after(Math.max(0, sentAt + EVERY_MS - now()), tell);
  };
  return {
    applied(slot: number, seq: number): void {
      applied = { slot, seq };
      cancelFrame ??= drawn(onDrawn);
    },
    dispose(): void {
      cancelFrame?.();
      cancelTimer?.();
    },
  };
}
