import type { Joined, Reply } from "../../server/protocol/commands.ts";
import { NO_LESSON } from "../../server/protocol/lesson.ts";
import { makeCard } from "./make-card.ts";

type Listener = (...args: never[]) => void;
type Answer = Reply<unknown> | "silence";

/** A page's socket without a network: tests say when it connects, what the server answers, and when it breaks. */
export function createFakeSocket() {
  const listeners = new Map<string, Listener[]>();
  const engineListeners = new Map<string, () => void>();
  const cutOff = new Set<(error: Error) => void>();
  const sent: { event: string; payload: unknown }[] = [];
  let connects = 0;
  const answers = new Map<string, () => Answer>();

  const fire = (event: string, ...args: unknown[]) => {
    for (const listener of listeners.get(event) ?? []) listener(...(args as never[]));
  };
  const breakOff = () => {
    if (!socket.connected) return;
    socket.connected = false;
    for (const reject of [...cutOff]) reject(new Error("socket has been disconnected"));
    fire("disconnect", "transport close");
  };
  const emitWithAck = (ms: number, event: string, payload: unknown) =>
    new Promise((resolve, reject) => {
      sent.push({ event, payload });
      const answer = answers.get(event)?.() ?? "silence";
      const timer = setTimeout(() => reject(new Error("operation has timed out")), ms);
      const end = (settle: () => void) => {
        clearTimeout(timer);
        cutOff.delete(cut);
        settle();
      };
      const cut = (error: Error) => end(() => reject(error));
      cutOff.add(cut);
      if (answer !== "silence") end(() => resolve(answer));
    });
  const socket = {
    connected: false,
    io: {
      engine: {
        writeBuffer: [] as unknown[],
        transport: { ws: { bufferedAmount: 0 } },
        on: (event: string, listener: () => void) => engineListeners.set(event, listener),
      },
    },
    on(event: string, listener: Listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener]);
    },
    connect() {
      connects++;
    },
    disconnect: breakOff,
    emit: (event: string, payload: unknown) => void sent.push({ event, payload }),
    timeout: (ms: number) => ({
      emitWithAck: (event: string, payload: unknown) => emitWithAck(ms, event, payload),
    }),
  };
  return {
    socket,
    sent,
    answers,
    fire,
    breakOff,
    /** Attempts that the page made by itself. */
    attempts: () => connects,
    count: (event: string) => sent.filter((message) => message.event === event).length,
    drained: () => engineListeners.get("drain")?.(),
    /** The connection is there; resolves when the page has taken the answer to its join. */
    async connects() {
      socket.connected = true;
      fire("connect");
      for (let i = 0; i < 8; i++) await Promise.resolve();
    },
    fails: () => fire("connect_error", new Error("refused")),
  };
}

/** What a server says to someone who joins an empty room. */
export function makeJoined(over: Partial<Joined> = {}): Joined {
  return {
    slot: 1,
    token: "token",
    name: "Ada",
    color: "#4477aa",
    right: "edit",
    owner: false,
    waiting: false,
    door: null,
    z: null,
    seq: 0,
    resumed: false,
    otherTab: false,
    beside: null,
    room: {
      id: "room12345678",
      name: "Room",
      modelId: "digits",
      createdAt: "2026-11-24",
      link: "edit",
      hosted: false,
      bytesPerSecond: null,
    },
    card: makeCard(),
    epoch: 0,
    engine: { info: { id: "onnx-cpu", device: "cpu", label: "test" }, failing: false },
    peers: [],
    bookmarks: [],
    paths: [],
    tours: [],
    playback: null,
    lesson: NO_LESSON,
    with: [],
    task: null,
    bench: null,
    ...over,
  };
}
