/** What is sent, made once however many get it: an event's text, or a binary packet (frame.ts). */
export interface Packet {
  readonly message: string | Uint8Array;
}

/** One open connection as a room sees it; in tests a pair of arrays. */
export interface Wire {
  readonly id: string;
  /** In order, all of it. Does nothing once closed. */
  send: (packet: Packet) => void;
  /** What was sent before has not left yet: more of it would only come late. */
  readonly behind: boolean;
  /** Bytes that wait to leave. */
  readonly waitingBytes: number;
  /** Calls back once when some of what waited has left; a later call takes the place of an earlier one. */
  drained: (run: () => void) => void;
  /** Closes it from here; whoever listens to its end hears of it. */
  close: () => void;
}
