import { setTimeout as sleep } from "node:timers/promises";
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Joined, RequestOf } from "../../server/protocol/commands.ts";
import { EVENT_MAX_BYTES, UNJOINED_MS } from "../../server/protocol/limits.ts";
import * as parser from "../../server/protocol/parser.ts";
import { accepted, type Client, codeOf, connectClient, someone, until } from "../helpers/client.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let server: Running;
let roomId: string;
beforeAll(async () => {
  server = await startApp();
  roomId = await server.createRoom();
});
afterAll(() => server.stop());

const closing = (client: Client) =>
  new Promise<string>((resolve) => client.socket.once("disconnect", resolve));
const people = () => server.app.registry.counts().people;

/** A connection that says where its page is from. */
function connectFrom(headers: Record<string, string>): Promise<string> {
  const socket = io(server.url, {
    parser,
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
  });
  return new Promise<string>((resolve) => {
    socket.once("connect", () => resolve("connected"));
    socket.once("connect_error", () => resolve("refused"));
  }).finally(() => socket.disconnect());
}

it("[H1] a foreign page's socket is refused, under another name too; our own page's, and a program's, are not", async () => {
  const { host } = new URL(server.url);
  expect(await connectFrom({ origin: "https://evil.test" })).toBe("refused");
  expect(await connectFrom({ origin: "null" })).toBe("refused");
  expect(await connectFrom({ host: "evil.test", origin: "http://evil.test" })).toBe("refused");
  expect(await connectFrom({ "sec-fetch-site": "cross-site" })).toBe("refused");
  expect(await connectFrom({ origin: `http://${host}` })).toBe("connected");
  expect(await connectFrom({})).toBe("connected");
});

it("[H2] 160 joins of one socket leave one person, in the last room, who hears nothing of the others", async () => {
  const rooms = [roomId, await server.createRoom()] as const;
  const before = people();
  const [client, other] = await Promise.all([connectClient(server.url), connectClient(server.url)]);
  accepted(await other.join(rooms[0]));
  for (let i = 0; i < 160; i++) accepted(await client.join(rooms[i % 2] ?? rooms[0]));
  expect(people()).toBe(before + 2);
  expect(server.app.registry.find(rooms[0])?.online).toBe(1);
  let heard = 0;
  client.socket.on("room:put", () => heard++);
  client.socket.on("bookmark:put", () => heard++);
  accepted(await other.ask("room:rename", { name: "Elsewhere" }));
  accepted(await other.ask("bookmark:create", { name: "Here", z: [0, 0, 0], view: null }));
  await sleep(100);
  expect(heard).toBe(0);
  client.close();
  other.close();
  await until("both to be gone", () => people() === before);
});

it("[H3] a connection that does not join is closed, after ten seconds or at its fourth command", async () => {
  const [idle, busy] = await Promise.all([connectClient(server.url), connectClient(server.url)]);
  const start = Date.now();
  const ended = closing(idle);
  for (let i = 0; i < 3; i++)
    expect(codeOf(await busy.ask("stats:watch", { on: true }))).toBe("not_joined");
  const closed = closing(busy);
  void busy.send("stats:watch", { on: true });
  await closed;
  await ended;
  expect(Date.now() - start).toBeGreaterThan(UNJOINED_MS - 500);
  expect(Date.now() - start).toBeLessThan(UNJOINED_MS + 3_000);
}, 20_000);

it("[H4] reconnecting, with the same ids or with new ones, refills no budget", async () => {
  const own = await startApp();
  const room = await own.createRoom();
  let done = 0;
  const start = Date.now();
  let token: string | null = null;
  for (let round = 0; round < 40; round++) {
    const client = await connectClient(own.url);
    const joined: Joined = accepted(
      await client.join(room, round % 2 ? { token, rejoining: true } : { token: null }),
    );
    token = joined.token;
    const replies = await Promise.all(
      Array.from({ length: 30 }, () => client.ask("room:rename", { name: "again" })),
    );
    done += replies.filter(({ ok }) => ok).length;
    client.close();
  }
  const seconds = (Date.now() - start) / 1000;
  // What an address's newcomers have at once, and twenty a second.
  expect(done).toBeLessThanOrEqual(240 * Math.ceil(seconds / 12 + 1));
  expect(done).toBeLessThan(40 * 30);
  await own.stop();
});

it("[H5] sixty pupils from one address join within seconds, move and make a place each; nobody is refused", async () => {
  const fresh = await startApp();
  const room = await fresh.createRoom();
  const start = Date.now();
  const pupils = await Promise.all(
    Array.from({ length: 60 }, async (_, i) => {
      const client = await connectClient(fresh.url);
      return { client, joined: await client.join(room, { browserId: `pupil-number-${i}` }) };
    }),
  );
  expect(pupils.map(({ joined }) => codeOf(joined))).toEqual(Array(60).fill("accepted"));
  expect(Date.now() - start).toBeLessThan(5_000);
  const made = await Promise.all(
    pupils.map(({ client }, i) =>
      client.ask("bookmark:create", { name: `place ${i}`, z: [i / 30, 0, 0], view: null }),
    ),
  );
  expect(made.map(codeOf)).toEqual(Array(60).fill("accepted"));
  for (const { client } of pupils) client.close();
  await fresh.stop();
}, 30_000);

it("[H6] an event of its bound is answered, one byte more closes that connection with a code; a long path is neither", async () => {
  const client = await connectClient(server.url);
  accepted(await client.join(await server.createRoom()));
  const rename = (bytes: number) => {
    // Socket.IO's text: type, acknowledgement number, the JSON of event and request.
    const overhead = `20["room:rename",{"name":""}]`.length;
    return { name: "x".repeat(bytes - overhead) };
  };
  for (const bytes of [EVENT_MAX_BYTES - 2, EVENT_MAX_BYTES - 1])
    expect(codeOf(await client.ask("room:rename", rename(bytes)))).toBe("bad_name");
  const path: RequestOf<"path:save"> = {
    id: null,
    name: "Long",
    interpolation: "lerp",
    seconds: 10,
    stops: Array.from({ length: 64 }, (_, i) => ({
      label: `stop ${i} ${"é".repeat(20)}`,
      z: [0.123_456_789_012_345, -7.123_456_789_012_345, 5.141_592_653_589_79],
    })),
  };
  expect(codeOf(await client.ask("path:save", path))).toBe("accepted");
  const closed = closing(client);
  const fault = new Promise<{ code: string }>((resolve) => client.socket.once("fault", resolve));
  void client.send("room:rename", rename(EVENT_MAX_BYTES + 20));
  expect(await fault).toMatchObject({ code: "too_large" });
  await closed;
});

it("[H7] a command that names a place of another room is refused, and changes nothing", async () => {
  const [ada, eve] = await Promise.all([connectClient(server.url), connectClient(server.url)]);
  const [hers, elsewhere] = await Promise.all([server.createRoom(), server.createRoom()]);
  accepted(await ada.join(hers));
  accepted(await eve.join(elsewhere));
  const place = accepted(
    await ada.ask("bookmark:create", { name: "Mine", z: [1, 2, 3], view: null }),
  );
  for (const event of ["bookmark:read", "bookmark:remove", "bookmark:restore"] as const)
    expect(codeOf(await eve.ask(event, { id: place.id }))).toBe("bookmark_not_found");
  expect(codeOf(await eve.ask("bookmark:rename", { id: place.id, name: "Eve's" }))).toBe(
    "bookmark_not_found",
  );
  expect(accepted(await ada.ask("bookmark:read", { id: place.id }))).toEqual(place);
  ada.close();
  eve.close();
});

it("[H8] a token resumes once: replayed later it gives a seat of its own, not that person's", async () => {
  const room = await server.createRoom();
  const first = await connectClient(server.url);
  const { token, slot } = accepted(await first.join(room));
  first.close();
  const second = await connectClient(server.url);
  const resumed = accepted(await second.join(room, { token, rejoining: true }));
  expect(resumed).toMatchObject({ resumed: true, slot });
  accepted(await second.ask("room:rename", { name: "Still here" }));
  const thief = await connectClient(server.url);
  const stolen = accepted(await thief.join(room, { ...someone(room), token, rejoining: true }));
  expect(stolen).toMatchObject({ resumed: false });
  expect(stolen.slot).not.toBe(slot);
  second.close();
  thief.close();
});

it("[H9] Persian names and family emoji survive; controls and direction overrides do not", async () => {
  const client = await connectClient(server.url);
  accepted(await client.join(await server.createRoom()));
  const named = async (name: string) => {
    const reply = await client.ask("profile", { name, color: "#4477aa" });
    return reply.ok ? reply.value.name : reply.fault.code;
  };
  expect(await named("می\u200cخواهم")).toBe("می\u200cخواهم");
  expect(await named("👨\u200d👩\u200d👧\u200d👦 Smith")).toBe("👨\u200d👩\u200d👧\u200d👦 Smith");
  expect(await named("👨\u200d👩\u200d👧\u200d👦".repeat(40))).toHaveLength(440);
  expect(await named("👨\u200d👩\u200d👧\u200d👦".repeat(41))).toBe("bad_name");
  expect(await named("Ada\u202egnp.exe\u0000\n")).toBe("Ada gnp.exe");
  expect(await named("\u200d\u200c")).toBe("bad_name");
  client.close();
});
