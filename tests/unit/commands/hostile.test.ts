import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { createRandom } from "../../../server/latent/random.ts";
import { COMMANDS } from "../../../server/protocol/commands.ts";
import { PROTOCOL_VERSION } from "../../../server/protocol/limits.ts";
import { BoundedDecoder } from "../../../server/socket/bounded-parser.ts";
import { fakeWire } from "../../helpers/fake-wire.ts";
import { fuzzServer } from "../../helpers/fuzz/fuzz-server.ts";

const PACKETS = 100_000;
const ROOM = "roomaaaaaaaa";
const WELL_FORMED = {
  protocol: PROTOCOL_VERSION,
  roomId: ROOM,
  token: null,
  rejoining: false,
  name: "Anna",
  color: "#4477aa",
};
const EVENTS = ["cursor", "nonsense", "__proto__", "toString", "", ...Object.keys(COMMANDS)];
const random = createRandom(42);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** Any JSON or bytes, up to three deep. */
function anything(depth = 0): unknown {
  const kinds = [
    () => null,
    () => random() * 1e6 - 5e5,
    () => pick([Number.MAX_VALUE, Number.NaN, -0, Number.POSITIVE_INFINITY]),
    () => random() < 0.5,
    () => pick(["", "play", "a".repeat(500), "\u202e", "👩‍👩‍👧‍👦", "abcdefgh2345"]),
    () => Uint8Array.from({ length: Math.floor(random() * 40) }, () => random() * 256),
    () => Array.from({ length: Math.floor(random() * 4) }, () => anything(depth + 1)),
    () =>
      Object.fromEntries(
        ["id", "z", "name", "stops", "roomId", "action", "__proto__", "slot", "key"]
          .filter(() => random() < 0.4)
          .map((name) => [name, anything(depth + 1)]),
      ),
  ];
  return pick(depth < 3 ? kinds : kinds.slice(0, 6))();
}

it("[G14] a hundred thousand random commands and packets: none throws, each command is answered once, nothing grows", async () => {
  const { connect, clock, registry, store, errors, card } = fuzzServer(random);
  const making = store.createRoom({ id: ROOM, name: "A", modelId: card.id });
  clock.advance(100);
  await making;
  let asked = 0;
  let answered = 0;
  let seated = 0;
  let wire = fakeWire("w");
  let connection = connect(wire);
  let grown = 0;
  const ask = (event: string, request: unknown) => {
    asked++;
    void connection.command(event, request, (reply) => {
      answered++;
      if (event === "join" && reply.ok) seated++;
    });
  };
  for (let i = 0; i < PACKETS; i++) {
    // Who is refused often is let go, and comes back: half of the time to a seat.
    if (wire.closed || i % 500 === 0) {
      connection.closed();
      wire = fakeWire(`w${i}`);
      connection = connect(wire);
      if (random() < 0.5) ask("join", { ...WELL_FORMED, browserId: `browser-${i}` });
      clock.advance(50);
      await turn();
    }
    const event = pick(EVENTS);
    if (event === "cursor") connection.cursor(anything());
    else ask(event, anything());
    wire.take(wire.waiting.length);
    if (i % 100 === 99) {
      clock.advance(100);
      await turn();
    }
    if (i === PACKETS / 2) grown = -heapUsed();
  }
  connection.closed();
  for (let i = 0; i < 100; i++) {
    clock.advance(1000);
    await turn();
  }
  grown += heapUsed();
  expect(seated).toBeGreaterThan(50);
  expect(answered).toBe(asked);
  expect(errors).toEqual([]);
  expect(grown).toBeLessThan(8_000_000);
  expect(registry.counts().people).toBe(0);
}, 120_000);

it("[G14] a hundred thousand random messages: the parser refuses or passes them on, and keeps nothing", () => {
  const decoder = new BoundedDecoder();
  let passed = 0;
  let refused = 0;
  decoder.on("decoded", () => void passed++);
  for (let i = 0; i < PACKETS; i++) {
    const text = Array.from({ length: Math.floor(random() * 30) }, () =>
      pick(['2["', '"]', "0", "5", "1-", "{", "[", ",", '"a":', "join", "\\", "9"]),
    ).join("");
    const bytes = Uint8Array.from({ length: Math.floor(random() * 30) }, () => random() * 256);
    try {
      decoder.add(random() < 0.5 ? text : bytes);
    } catch {
      // As the socket does: a message that cannot be read ends its decoder's state with it.
      refused++;
      decoder.destroy();
    }
  }
  expect(passed).toBeGreaterThan(PACKETS / 4);
  expect(refused).toBeGreaterThan(PACKETS / 10);
});

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Vitest's workers have no `gc` of themselves; without it the heap says when it was last swept, not what is kept. */
setFlagsFromString("--expose-gc");
const gc: () => void = runInNewContext("gc");

function heapUsed(): number {
  gc();
  return process.memoryUsage().heapUsed;
}
