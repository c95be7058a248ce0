import { afterAll, beforeAll, expect, it } from "vitest";
import type { Joined } from "../../server/protocol/commands.ts";
import { accepted, type Client, codeOf, connectClient, until } from "../helpers/client.ts";
import { hear, next, wholeTraffic } from "../helpers/hear.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let server: Running;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.stop());

async function come(room: string, key?: string): Promise<Client & { joined: Joined }> {
  const client = await connectClient(server.url);
  const joined = accepted(await client.join(room, { key }));
  return Object.assign(client, { joined });
}

it("[RT1] whoever makes a room is told its host key once, and is the owner with it", async () => {
  const { id, hostKey } = await server.createHosted();
  expect(hostKey).toMatch(/^[0-9a-f]{32}$/);
  const rooms = await (await fetch(`${server.url}/api/rooms?ids=${id}`)).json();
  expect(rooms).toMatchObject({ rooms: [{ id, link: "edit", hosted: true }] });
  expect(JSON.stringify(rooms)).not.toMatch(/key|hash/i);
  const [owner, plain, wrong] = await Promise.all([
    come(id, hostKey),
    come(id),
    come(id, "0".repeat(32)),
  ]);
  const rights = [owner, plain, wrong].map(({ joined }) => [joined.right, joined.owner]);
  expect(rights).toEqual([
    ["host", true],
    ["edit", false],
    ["edit", false],
  ]);
  for (const client of [owner, plain, wrong]) client.close();
});

it("[RT9] a room that was made without a key has no host, and stays open to edit", async () => {
  const { id } = await server.store.createRoom({
    id: "oldroom22222",
    name: "Old",
    modelId: "digits-3d",
  });
  const client = await come(id, "0".repeat(32));
  expect(client.joined).toMatchObject({ right: "edit", owner: false, room: { hosted: false } });
  expect(codeOf(await client.ask("room:access", { link: "view" }))).toBe("forbidden");
  client.close();
});

it("[RT2] a host sets what the plain link gives: everyone hears of it, and the next command obeys", async () => {
  const { id, hostKey } = await server.createHosted();
  const [host, pupil] = await Promise.all([come(id, hostKey), come(id)]);
  const [rights, infos] = [hear(pupil, "right:put"), hear(pupil, "room:put")];
  const place = { name: "Here", z: [0, 0, 0], view: null };
  accepted(await host.ask("room:access", { link: "view" }));
  expect(codeOf(await pupil.ask("bookmark:create", place))).toBe("forbidden");
  expect(rights).toEqual([{ right: "view", owner: false }]);
  expect(infos.at(-1)).toMatchObject({ link: "view" });
  // Looking is moving.
  pupil.move(pupil.joined.seq + 1, [1, 1, 1]);
  await until("the pupil's own image", () => pupil.frames.length > 0);
  await until("the pupil at the host's", () => host.cursors.has(pupil.joined.slot));
  const late = await come(id);
  expect(late.joined.right).toBe("view");
  accepted(await host.ask("room:access", { link: "edit" }));
  expect(codeOf(await pupil.ask("bookmark:create", place))).toBe("accepted");
  expect(rights.at(-1)).toEqual({ right: "edit", owner: false });
  for (const client of [host, pupil, late]) client.close();
});

it("[RT3] a closed room lets go who holds no key, and lets nobody else in; hosts stay", async () => {
  const { id, hostKey } = await server.createHosted();
  const host = await come(id, hostKey);
  const { key } = accepted(await host.ask("room:key", { which: "cohost" }));
  const [cohost, pupil] = await Promise.all([come(id, key), come(id)]);
  const gone = hear(host, "peer:gone");
  const fault = next(pupil, "fault");
  accepted(await host.ask("room:access", { link: "closed" }));
  expect(await fault).toMatchObject({ code: "room_closed" });
  await until("the pupil to be cut off", () => pupil.socket.disconnected);
  await until("the others to hear", () => gone.length > 0);
  expect(gone).toEqual([{ slot: pupil.joined.slot }]);
  const again = await connectClient(server.url);
  const { token } = pupil.joined;
  expect(codeOf(await again.join(id, { token, rejoining: true }))).toBe("room_closed");
  expect(codeOf(await again.join(id, { key: "0".repeat(32) }))).toBe("room_closed");
  expect(codeOf(await again.join(id, { key }))).toBe("accepted");
  expect(codeOf(await cohost.ask("room:rename", { name: "Ours" }))).toBe("accepted");
  for (const client of [host, cohost, again]) client.close();
});

it("[RT4] a new key kills the one of before at once, on open connections too", async () => {
  const { id, hostKey } = await server.createHosted();
  const [owner, otherTab] = await Promise.all([come(id, hostKey), come(id, hostKey)]);
  const [ownerHears, tabHears] = [hear(owner, "right:put"), hear(otherTab, "right:put")];
  const first = accepted(await owner.ask("room:key", { which: "cohost" })).key;
  const cohost = await come(id, first);
  expect(cohost.joined).toMatchObject({ right: "host", owner: false });
  const cohostHears = hear(cohost, "right:put");
  const second = accepted(await owner.ask("room:key", { which: "cohost" })).key;
  expect(codeOf(await cohost.ask("room:access", { link: "view" }))).toBe("forbidden");
  expect(cohostHears).toEqual([{ right: "edit", owner: false }]);
  const newHostKey = accepted(await owner.ask("room:key", { which: "host" })).key;
  expect(codeOf(await otherTab.ask("room:key", { which: "host" }))).toBe("forbidden");
  expect(tabHears).toEqual([{ right: "edit", owner: false }]);
  expect(ownerHears).toEqual([]);
  const rights = async (key: string) => {
    const client = await come(id, key);
    client.close();
    return [client.joined.right, client.joined.owner];
  };
  expect(await rights(hostKey)).toEqual(["edit", false]);
  expect(await rights(first)).toEqual(["edit", false]);
  expect(await rights(second)).toEqual(["host", false]);
  expect(await rights(newHostKey)).toEqual(["host", true]);
  accepted(await owner.ask("room:key:revoke", { which: "cohost" }));
  expect(await rights(second)).toEqual(["edit", false]);
  for (const client of [owner, otherTab, cohost]) client.close();
});

it("[RT4] a key that is dead is refused within a second of its revocation, whichever way it comes", async () => {
  const { id, hostKey } = await server.createHosted();
  const owner = await come(id, hostKey);
  const { key } = accepted(await owner.ask("room:key", { which: "cohost" }));
  const cohost = await come(id, key);
  accepted(await owner.ask("room:access", { link: "closed" }));
  const fault = next(cohost, "fault");
  const start = performance.now();
  accepted(await owner.ask("room:key:revoke", { which: "cohost" }));
  expect(await fault).toMatchObject({ code: "room_closed" });
  await until("the co-host to be cut off", () => cohost.socket.disconnected);
  const again = await connectClient(server.url);
  expect(codeOf(await again.join(id, { key }))).toBe("room_closed");
  const { token } = cohost.joined;
  expect(codeOf(await again.join(id, { key, token, rejoining: true }))).toBe("room_closed");
  expect(performance.now() - start).toBeLessThan(1000);
  for (const client of [owner, again]) client.close();
});

it("[RT5] a command that was sent before a demotion and arrives after it is refused", async () => {
  const { id, hostKey } = await server.createHosted();
  const [host, pupil] = await Promise.all([come(id, hostKey), come(id)]);
  // Many at once: the demotion falls among them, and from the first refusal on all are refused.
  const rename = () => pupil.ask("room:rename", { name: "Mine" });
  const before = Array.from({ length: 10 }, rename);
  const demoted = host.ask("room:access", { link: "view" });
  const after = Array.from({ length: 10 }, rename);
  accepted(await demoted);
  const codes = (await Promise.all([...before, ...after])).map(codeOf);
  const first = codes.indexOf("forbidden");
  if (first >= 0) expect(new Set(codes.slice(first))).toEqual(new Set(["forbidden"]));
  expect(codeOf(await rename())).toBe("forbidden");
  for (const client of [host, pupil]) client.close();
});

it("[RT6] who comes back by their session keeps the right of their key, until it is dead", async () => {
  const { id, hostKey } = await server.createHosted();
  const owner = await come(id, hostKey);
  // The answer that told of the new key was lost with the connection.
  const lost = owner.ask("room:key", { which: "host" });
  accepted(await lost);
  owner.close();
  const back = await connectClient(server.url);
  const { token } = owner.joined;
  const joined = accepted(await back.join(id, { token, rejoining: true, key: hostKey }));
  expect(joined).toMatchObject({ resumed: true, right: "host", owner: true });
  const { key } = accepted(await back.ask("room:key", { which: "host" }));
  const stranger = await come(id, hostKey);
  expect(stranger.joined.right).toBe("edit");
  expect((await come(id, key)).joined.owner).toBe(true);
});

it("[RT8] nothing that a person without a key is sent, and nothing that is logged, counted or said of an error, holds a key", async () => {
  const own = await startApp();
  const { id, hostKey } = await own.createHosted();
  const connect = async () => {
    const client = await connectClient(own.url);
    return { client, traffic: wholeTraffic(client) };
  };
  const [owner, plain] = await Promise.all([connect(), connect()]);
  accepted(await owner.client.join(id, { key: hostKey }));
  accepted(await owner.client.ask("room:access", { link: "view" }));
  const joined = accepted(await plain.client.join(id));
  const cohostKey = accepted(await owner.client.ask("room:key", { which: "cohost" })).key;
  const newHostKey = accepted(await owner.client.ask("room:key", { which: "host" })).key;
  const hosts = await Promise.all([connect(), connect()]);
  for (const [i, key] of [cohostKey, newHostKey].entries())
    accepted((await hosts[i]?.client.join(id, { key })) as never);
  plain.client.move(joined.seq + 1, [1, 1, 1]);
  // Requests that fail with a key in them, in every place where one could be repeated.
  const broken = { key: newHostKey, link: newHostKey, which: newHostKey, token: newHostKey };
  const answers: unknown[] = [];
  for (const event of ["room:access", "room:key", "room:key:revoke", "join", newHostKey])
    answers.push(await hosts[1]?.client.send(event, broken));
  const keys = [hostKey, cohostKey, newHostKey];
  for (const body of [{ name: "A", modelId: newHostKey }, { name: { key: newHostKey } }])
    answers.push(
      await fetch(`${own.url}/api/rooms`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }).then((response) => response.text()),
    );
  await until("the own image", () => plain.client.frames.length > 0);
  const lists = await fetch(`${own.url}/api/rooms?ids=${id}`).then((response) => response.text());
  const metrics = await own.app.stats.metrics();
  // The asker knows the name of the command that they made up; it is cut in the log.
  const log = own.log.join("\n").replaceAll(`"event":"${newHostKey}"`, "");
  const places = {
    "the plain link's traffic": plain.traffic(),
    "the co-host's traffic": hosts[0]?.traffic() ?? "",
    "answers to errors": JSON.stringify(answers),
    lists,
    metrics,
    log,
  };
  expect(plain.traffic()).toContain("room:put");
  expect(own.log.length).toBeGreaterThan(0);
  for (const [where, text] of Object.entries(places))
    for (const key of keys) expect(text.includes(key), `a key in ${where}`).toBe(false);
  // Nor the hashes that are stored.
  const hashes = Object.values(await own.store.roomKeys(id)) as string[];
  expect(hashes.every((hash) => hash.length > 20)).toBe(true);
  for (const hash of hashes) expect(plain.traffic()).not.toContain(hash);
  for (const { client } of [owner, plain, ...hosts]) client.close();
  await own.stop();
});
