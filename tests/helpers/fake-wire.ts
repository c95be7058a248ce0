import type { Reply } from "../../server/protocol/commands.ts";
import type { Packet, Wire } from "../../server/room/wire.ts";

/** What reaches a page, in the order in which it was sent. */
export type Delivery = Packet | { reply: Reply<unknown>; to: number };

/** A connection whose messages wait until someone takes them. */
export interface FakeWire extends Wire {
  readonly waiting: Delivery[];
  /** Hands over the oldest `count` that wait. */
  take: (count: number) => Delivery[];
  answer: (to: number, reply: Reply<unknown>) => void;
  closed: boolean;
}

/**
 * @param behindFrom messages that may wait before it counts as behind
 * @param onClose hears that the server closed it
 */
export function fakeWire(id: string, behindFrom = 12, onClose: () => void = () => {}): FakeWire {
  const waiting: Delivery[] = [];
  let drained: (() => void) | null = null;
  const wire: FakeWire = {
    id,
    waiting,
    closed: false,
    send(packet) {
      if (!wire.closed) waiting.push(packet);
    },
    answer(to, reply) {
      if (!wire.closed) waiting.push({ reply, to });
    },
    get behind() {
      return waiting.length > behindFrom;
    },
    get waitingBytes() {
      return waiting.reduce(
        (sum, delivery) => sum + ("message" in delivery ? delivery.message.length : 100),
        0,
      );
    },
    drained(run) {
      drained = run;
    },
    take(count) {
      const taken = waiting.splice(0, count);
      const run = drained;
      if (taken.length > 0 && run) {
        drained = null;
        run();
      }
      return taken;
    },
    close() {
      if (wire.closed) return;
      wire.closed = true;
      waiting.length = 0;
      onClose();
    },
  };
  return wire;
}
