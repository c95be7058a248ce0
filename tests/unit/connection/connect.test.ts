// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createBookmark, watchStats } from "../../../app/_explorer/connection/commands.ts";
import { connect } from "../../../app/_explorer/connection/connect.ts";
import { live, moveOwn, resetLive } from "../../../app/_explorer/live.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import type { Joined } from "../../../server/protocol/commands.ts";
import { parseCursor } from "../../../server/protocol/cursor-packet.ts";
import type { ErrorCode } from "../../../server/protocol/errors.ts";
import { createFakeSocket, makeJoined } from "../../helpers/fake-socket.ts";
import { makeCard } from "../../helpers/make-card.ts";

let fake: ReturnType<typeof createFakeSocket>;
let leave: () => void;
const state = () => useExplorer.getState();
const admit = (over: Partial<Joined> = {}) =>
  fake.answers.set("join", () => ({ ok: true, value: makeJoined(over) }));
const refuse = (code: ErrorCode) =>
  fake.answers.set("join", () => ({ ok: false, fault: { code, message: "No." } }));
const lastMove = () => {
  const packet = fake.sent.findLast(({ event }) => event === "cursor")?.payload as ArrayBuffer;
  const move = parseCursor(new Uint8Array(packet), 3);
  if (!move) throw new Error("the page sent no move");
  return move;
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  sessionStorage.clear();
  resetExplorer();
  resetLive(0);
  fake = createFakeSocket();
  leave = connect("room12345678", null, () => fake.socket as never);
  admit();
});
afterEach(() => {
  leave();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it("[J6] joining takes over the room and tells the server where this page is", async () => {
  await fake.connects();
  expect(state().connection.state).toBe("joined");
  expect(state().room?.name).toBe("Room");
  expect(lastMove().seq).toBe(live.seq);
});

it("[J1] a move is sent the moment it happens", async () => {
  await fake.connects();
  vi.advanceTimersByTime(100);
  moveOwn([1, 2, 3]);
  expect([...lastMove().z]).toEqual([1, 2, 3]);
});

it("[J2] while the browser still holds the last move nothing is sent; drained, the newest is", async () => {
  await fake.connects();
  vi.advanceTimersByTime(100);
  const before = fake.count("cursor");
  fake.socket.io.engine.transport.ws.bufferedAmount = 40;
  for (let i = 0; i < 20; i++) {
    moveOwn([i, 0, 0]);
    vi.advanceTimersByTime(16);
  }
  expect(fake.count("cursor")).toBe(before);
  fake.socket.io.engine.transport.ws.bufferedAmount = 0;
  fake.drained();
  expect([fake.count("cursor"), lastMove().z[0]]).toEqual([before + 1, 8]);
});

it("[J3] a joined page on which nothing moves runs no timer", async () => {
  await fake.connects();
  moveOwn([1, 0, 0]);
  moveOwn([2, 0, 0]);
  vi.advanceTimersByTime(100);
  expect(vi.getTimerCount()).toBe(0);
});

it("[J6] a page that comes back keeps its place and watches its figures again", async () => {
  await fake.connects();
  fake.answers.set("stats:watch", () => ({ ok: true, value: null }));
  watchStats(true);
  const { card } = state();
  fake.breakOff();
  expect(state().connection.state).toBe("reconnecting");
  moveOwn([1, 2, 3]);
  vi.advanceTimersByTime(500);
  expect(fake.attempts()).toBe(1);
  admit({ resumed: true, seq: 50, card: makeCard(), z: [9, 9, 9], peers: [] });
  await fake.connects();
  expect([...lastMove().z]).toEqual([1, 2, 3]);
  expect(lastMove().seq).toBe(51);
  expect(fake.count("stats:watch")).toBe(2);
  // The cloud is loaded for each card anew.
  expect(state().card).toBe(card);
  const join = fake.sent.findLast(({ event }) => event === "join")?.payload;
  expect(join).toMatchObject({ rejoining: true, token: "token" });
});

it("[J6] with other weights the page starts over", async () => {
  await fake.connects();
  moveOwn([1, 2, 3]);
  fake.breakOff();
  vi.advanceTimersByTime(500);
  admit({ card: makeCard({ weightsHash: "1".repeat(64) }), z: [7, 7, 7] });
  await fake.connects();
  expect([...live.z]).toEqual([7, 7, 7]);
  expect(state().card?.weightsHash).toBe("1".repeat(64));
});

it("[J7] a short gap is not told, a long one is until the page is back", async () => {
  await fake.connects();
  fake.breakOff();
  vi.advanceTimersByTime(4_900);
  expect(state().connectionLate).toBe(false);
  vi.advanceTimersByTime(200);
  expect(state().connectionLate).toBe(true);
  await fake.connects();
  expect(state().connectionLate).toBe(false);
  expect(state().toasts.at(-1)?.text).toBe("Connected again.");
});

it("[J8] no answer to join within ten seconds is a lost connection", async () => {
  fake.answers.delete("join");
  await fake.connects();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fake.socket.connected).toBe(false);
  await vi.advanceTimersByTimeAsync(500);
  expect(fake.attempts()).toBe(1);
});

it("[J8] the answer to a join of an earlier connection says nothing about this one", async () => {
  fake.answers.delete("join");
  await fake.connects();
  fake.breakOff();
  vi.advanceTimersByTime(500);
  admit({ slot: 4 });
  await fake.connects();
  expect([state().connection.state, live.own.slot]).toEqual(["joined", 4]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fake.socket.connected).toBe(true);
});

it.each(["room_not_found", "room_full", "protocol_mismatch"] as const)(
  "[J8] %s ends all attempts and is shown",
  async (code) => {
    refuse(code);
    await fake.connects();
    expect(state().connection).toMatchObject({ state: "refused", fault: { code } });
    window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(fake.attempts()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  },
);

it("[J8] a server that is only busy is asked again, as is one that cannot be reached", async () => {
  refuse("too_fast");
  await fake.connects();
  expect(state().connection.state).toBe("connecting");
  await vi.advanceTimersByTimeAsync(500);
  expect(fake.attempts()).toBe(1);
  fake.fails();
  await vi.advanceTimersByTimeAsync(750);
  expect(fake.attempts()).toBe(2);
  admit();
  await fake.connects();
  expect(state().connection.state).toBe("joined");
});

it("[J5] a network that is back brings an attempt at once", async () => {
  await fake.connects();
  fake.breakOff();
  window.dispatchEvent(new Event("online"));
  expect(fake.attempts()).toBe(1);
  window.dispatchEvent(new Event("online"));
  expect(fake.attempts()).toBe(1);
});

it("[J8] after leaving, nothing is tried or sent any more", async () => {
  await fake.connects();
  leave();
  const before = fake.sent.length;
  moveOwn([1, 0, 0]);
  await vi.advanceTimersByTimeAsync(600_000);
  expect([fake.attempts(), fake.sent.length]).toEqual([0, before]);
});

it("[J11] a command without an answer is told after eight seconds", async () => {
  await fake.connects();
  const made = createBookmark("Here");
  await vi.advanceTimersByTimeAsync(8_000);
  expect(await made).toBe(false);
  expect(state().toasts.at(-1)?.text).toMatch(/did not answer/);
});

it("[J11] a command that is cut off or refused is told, and one without a connection is not sent", async () => {
  await fake.connects();
  const cut = createBookmark("Here");
  fake.breakOff();
  expect(await cut).toBe(false);
  expect(await createBookmark("Here")).toBe(false);
  expect(fake.count("bookmark:create")).toBe(1);
  await fake.connects();
  const fault = { code: "limit_reached", message: "Full." } as const;
  fake.answers.set("bookmark:create", () => ({ ok: false, fault }));
  expect(await createBookmark("Here")).toBe(false);
  expect(state().toasts.at(-1)?.text).toBe("Full.");
});
