import { encodeSeen, encodeView } from "../../server/protocol/view-packet.ts";
import type { ViewState } from "../../server/protocol/view-state.ts";
import type { Message } from "./dialects.ts";
import type { RawClient } from "./raw-client.ts";
import { createSamples, type Samples } from "./samples.ts";

/** A follower says what it has shown at most this often, as a page does. */
const SEEN_MS = 500;
const SEQ_MAX = 1 << 13;

/** What a presenter shows beside their moves, and how late it is at each follower. */
export interface PresenterView {
  /** @returns the undo */
  start: (presenter: RawClient, followers: readonly RawClient[], hz: number) => Promise<() => void>;
  heard: (message: Message, follower: RawClient | undefined) => void;
  spread: Samples["spread"];
}

/** @param counts whether the warm-up is over */
export function presenterView(counts: () => boolean): PresenterView {
  const samples = createSamples();
  const sentAt = new Float64Array(SEQ_MAX);
  const saidAt = new Map<RawClient, number>();
  let presenter: RawClient | null = null;
  return {
    async start(client, followers, hz) {
      presenter = client;
      const to = { slot: client.slot, place: false };
      for (const follower of followers) await follower.ask("follow", { to });
      let seq = 0;
      const timer = setInterval(() => {
        seq++;
        sentAt[seq % SEQ_MAX] = performance.now();
        client.send(encodeView(seq, viewAt(seq)));
      }, 1000 / hz);
      return () => clearInterval(timer);
    },
    heard(message, follower) {
      if (!presenter || !follower || follower === presenter || typeof message === "string") return;
      const seq = newestView(message, presenter.slot);
      if (seq === null) return;
      const now = performance.now();
      if (counts()) samples.add(now - (sentAt[seq % SEQ_MAX] ?? now));
      if (now - (saidAt.get(follower) ?? 0) < SEEN_MS) return;
      saidAt.set(follower, now);
      follower.send(encodeSeen({ slot: presenter.slot, seq, heldMs: 0 }));
    },
    spread: () => samples.spread(),
  };
}

/** A camera that circles. */
function viewAt(seq: number): ViewState {
  const angle = seq / 30;
  return {
    camera: { position: [8 * Math.cos(angle), 3, 8 * Math.sin(angle)], target: [0, 0, 0] },
    colouring: "class",
    hiddenClasses: [],
    images: false,
    tab: "places",
    selectedPath: null,
    pointer: [Math.cos(angle), Math.sin(angle), 0],
  };
}

/** Looks into a tick no further than it must (frame.ts, view-section.ts). */
function newestView(tick: Buffer, slot: number): number | null {
  const bytes = tick[0] === 1 ? tick.readUInt32LE(12) : 0;
  if (bytes === 0) return null;
  const at = tick.length - bytes;
  return tick.readUInt16LE(at) === slot ? tick.readUInt32LE(at + 4) : null;
}
