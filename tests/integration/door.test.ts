import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Joined, RequestOf } from "../../server/protocol/commands.ts";
import { accepted, type Client, codeOf, connectClient, until } from "../helpers/client.ts";
import { hear, next, wholeTraffic } from "../helpers/hear.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let server: Running;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.stop());

type Person = Client & { joined: Joined };

async function come(room: string, who: Partial<RequestOf<"join">> = {}): Promise<Person> {
  const client = await connectClient(server.url);
  return Object.assign(client, { joined: accepted(await client.join(room, who)) });
}

/** A room whose door is locked, its host, and somebody who was in before. */
async function lockedRoom() {
  const { id, hostKey } = await server.createHosted();
  const host = await come(id, { key: hostKey, name: "Hostess" });
  const inside = await come(id, { name: "Insider" });
  accepted(await host.ask("door:lock", { locked: true }));
  return { id, hostKey, host, inside };
}

/** Ids of those who wait under that name, once the host has heard of them. */
async function waiting(host: Client, names: readonly string[]): Promise<string[]> {
  return until(`${names} at the door`, () => {
    const list = doors.get(host)?.at(-1)?.waiting ?? [];
    const found = names.flatMap((name) => list.filter((who) => who.name === name));
    return found.length === names.length && list.length === names.length
      ? found.map(({ id }) => id)
      : null;
  });
}
const doors = new Map<Client, ReturnType<typeof hear<"door:put">>>();
const watch = (host: Client) => doors.set(host, hear(host, "door:put"));

it("[RT12] who waits explores alone: nothing of the room reaches them, and nothing of them the room", async () => {
  const { id, host, inside } = await lockedRoom();
  accepted(await host.ask("bookmark:create", { name: "Sekretplace", z: [1, 0, 0], view: null }));
  const stranger = await connectClient(server.url);
  const traffic = wholeTraffic(stranger);
  const [seenByHost, seenInside] = [wholeTraffic(host), wholeTraffic(inside)];
  const [put, gone] = [hear(inside, "peer:put"), hear(inside, "peer:gone")];
  const joined = accepted(await stranger.join(id, { name: "Strangerly" }));
  expect(joined).toMatchObject({ waiting: true, right: "view", owner: false, peers: [] });
  expect(joined).toMatchObject({ bookmarks: [], paths: [], playback: null, door: null });
  stranger.move(joined.seq + 1, [1, 1, 1]);
  inside.move(inside.joined.seq + 1, [-1, -1, -1]);
  host.move(host.joined.seq + 1, [-2, -2, -2]);
  await until("the stranger's own image", () => stranger.frames.length > 0);
  await until("the insider at the host's", () => host.cursors.has(inside.joined.slot));
  accepted(await host.ask("room:rename", { name: "Sekretname" }));
  accepted(await inside.ask("profile", { name: "Sekretperson", color: "#123456" }));
  expect(
    codeOf(await stranger.ask("bookmark:create", { name: "x", z: [0, 0, 0], view: null })),
  ).toBe("forbidden");
  await sleep(100);
  expect([...stranger.cursors.keys()].filter((slot) => slot !== joined.slot)).toEqual([]);
  expect(traffic()).not.toMatch(/Sekret|Insider|Hostess|peer:/);
  // The hosts' list is the one place where they are named.
  expect(seenInside()).not.toContain("Strangerly");
  for (const line of seenByHost().split("\n"))
    if (line.includes("Strangerly")) expect(line).toContain("door:put");
  expect(put.filter(({ name }) => name !== "Sekretperson")).toEqual([]);
  expect(gone).toEqual([]);
  const live = server.app.registry.find(id);
  expect(live?.online).toBe(2);
  for (const client of [host, inside, stranger]) client.close();
});

it("[RT13] hosts, and nobody else, see who waits; one or all are let in, or refused with a code", async () => {
  const { id, host, inside } = await lockedRoom();
  watch(host);
  const heardInside = hear(inside, "door:put");
  const people = [];
  for (const name of ["Ada", "Bob", "Cleo", "Dan"]) people.push(await come(id, { name }));
  const [ada, bob, cleo, dan] = people as [Person, Person, Person, Person];
  const [, bobId] = await waiting(host, ["Ada", "Bob", "Cleo", "Dan"]);
  const fault = next(bob, "fault");
  accepted(await host.ask("door:refuse", { ids: [bobId ?? ""] }));
  expect(await fault).toMatchObject({ code: "door_refused" });
  await until("Bob to be cut off", () => bob.socket.disconnected);
  const [adaId = ""] = await waiting(host, ["Ada", "Cleo", "Dan"]);
  const [opened, stillClosed] = [next(ada, "door:open"), hear(cleo, "door:open")];
  accepted(await host.ask("door:admit", { ids: [adaId, "w999"] }));
  await opened;
  const { token } = ada.joined;
  const entered = accepted(await ada.join(id, { name: "Ada", token, rejoining: true }));
  expect(entered).toMatchObject({ waiting: false, right: "edit" });
  expect(entered.peers.map(({ name }) => name).sort()).toEqual(["Hostess", "Insider"]);
  await waiting(host, ["Cleo", "Dan"]);
  expect(stillClosed).toEqual([]);
  const all = [next(cleo, "door:open"), next(dan, "door:open")];
  accepted(await host.ask("door:admit", { ids: "all" }));
  await Promise.all(all);
  // A page that forgot its token comes in by the connection on which it heard.
  for (const client of [cleo, dan])
    expect(accepted(await client.join(id))).toMatchObject({ waiting: false });
  expect(heardInside).toEqual([]);
  expect(server.app.registry.find(id)?.online).toBe(5);
  // The door is still locked.
  expect((await come(id)).joined.waiting).toBe(true);
  for (const client of [host, inside, ada, cleo, dan]) client.close();
});

it("[RT15] who loses the connection comes back to the same place in the queue; who leaves is gone from it", async () => {
  const { id, host, inside } = await lockedRoom();
  watch(host);
  const ada = await come(id, { name: "Ada" });
  const bob = await come(id, { name: "Bob" });
  const before = await waiting(host, ["Ada", "Bob"]);
  ada.close();
  const { token } = ada.joined;
  const back = await come(id, { name: "Ada", token, rejoining: true });
  expect(back.joined).toMatchObject({ waiting: true, resumed: true });
  expect(await waiting(host, ["Ada", "Bob"])).toEqual(before);
  // Let in while away: the next join passes.
  back.close();
  const door = server.app.registry.find(id)?.door;
  await until(
    "the server to notice",
    () => door?.rooms.filter(({ online }) => online).length === 1,
  );
  accepted(await host.ask("door:admit", { ids: [before[0] ?? ""] }));
  const again = back.joined.token;
  const entered = await come(id, { name: "Ada", token: again, rejoining: false });
  expect(entered.joined.waiting).toBe(false);
  // To another room on the same connection: Bob waits no more.
  accepted(await bob.join(await server.createRoom()));
  await waiting(host, []);
  for (const client of [host, inside, bob, entered]) client.close();
});

it("[RT16] who is in, or holds a key, passes a locked door; opening it lets in all who wait", async () => {
  const { id, hostKey, host, inside } = await lockedRoom();
  const { key } = accepted(await host.ask("room:key", { which: "cohost" }));
  inside.close();
  const { token } = inside.joined;
  const back = await come(id, { token, rejoining: true });
  expect(back.joined).toMatchObject({ waiting: false, resumed: true });
  const [cohost, owner] = await Promise.all([come(id, { key }), come(id, { key: hostKey })]);
  expect([cohost.joined.waiting, owner.joined.waiting]).toEqual([false, false]);
  expect(cohost.joined.door).toEqual({ locked: true, waiting: [] });
  const ada = await come(id, { name: "Ada" });
  const opened = next(ada, "door:open");
  accepted(await cohost.ask("door:lock", { locked: false }));
  await opened;
  expect(accepted(await ada.join(id)).waiting).toBe(false);
  accepted(await host.ask("door:lock", { locked: true }));
  const bob = await come(id, { name: "Bob" });
  const fault = next(bob, "fault");
  accepted(await host.ask("room:access", { link: "closed" }));
  expect(await fault).toMatchObject({ code: "room_closed" });
  for (const client of [host, back, cohost, owner, ada, bob]) client.close();
});

it("[RT10] who is removed is let go, with every tab of that browser, and kept out while the room lives", async () => {
  const { id, hostKey } = await server.createHosted();
  const host = await come(id, { key: hostKey });
  const browserId = "browser-of-eve";
  const [eve, secondTab, ada] = [
    await come(id, { browserId }),
    await come(id, { browserId }),
    await come(id),
  ];
  const faults = [next(eve, "fault"), next(secondTab, "fault")];
  const gone = hear(ada, "peer:gone");
  accepted(await host.ask("person:remove", { slot: eve.joined.slot }));
  for (const fault of await Promise.all(faults)) expect(fault).toMatchObject({ code: "removed" });
  await until("both to be cut off", () => eve.socket.disconnected && secondTab.socket.disconnected);
  expect(gone.map(({ slot }) => slot).sort()).toEqual(
    [eve.joined.slot, secondTab.joined.slot].sort(),
  );
  const again = await connectClient(server.url);
  expect(codeOf(await again.join(id, { browserId }))).toBe("removed");
  // The browser calls itself otherwise, but its tab still has the token.
  for (const { token } of [eve.joined, secondTab.joined]) {
    const other = await connectClient(server.url);
    expect(codeOf(await other.join(id, { token, rejoining: true }))).toBe("removed");
    other.close();
  }
  expect(codeOf(await host.ask("person:remove", { slot: eve.joined.slot }))).toBe(
    "person_not_found",
  );
  expect(codeOf(await ada.ask("room:rename", { name: "Still here" }))).toBe("accepted");
  // An owner cannot be locked out of that browser.
  expect(accepted(await again.join(id, { browserId, key: hostKey })).owner).toBe(true);
  for (const client of [host, ada, again]) client.close();
});

it("[RT14] who was removed does not come in by the door, nor wait at it", async () => {
  const { id, host, inside } = await lockedRoom();
  watch(host);
  const browserId = "browser-of-mallory";
  accepted(await host.ask("door:lock", { locked: false }));
  const mallory = await come(id, { browserId });
  accepted(await host.ask("door:lock", { locked: true }));
  const waits = await come(id, { browserId, name: "Mallory" });
  expect(waits.joined.waiting).toBe(true);
  const [waiterId = ""] = await waiting(host, ["Mallory"]);
  accepted(await host.ask("door:admit", { ids: [waiterId] }));
  const fault = next(waits, "fault");
  accepted(await host.ask("person:remove", { slot: mallory.joined.slot }));
  expect(await fault).toMatchObject({ code: "removed" });
  const again = await connectClient(server.url);
  for (const { token } of [mallory.joined, waits.joined])
    expect(codeOf(await again.join(id, { browserId, token }))).toBe("removed");
  await waiting(host, []);
  for (const client of [host, inside, again]) client.close();
});

it("[RT11] nobody removes who may do as much as they do, not even themselves", async () => {
  const { id, hostKey } = await server.createHosted();
  const owner = await come(id, { key: hostKey });
  const { key } = accepted(await owner.ask("room:key", { which: "cohost" }));
  const [first, second] = [await come(id, { key }), await come(id, { key })];
  const remove = async (by: Person, who: Person) =>
    codeOf(await by.ask("person:remove", { slot: who.joined.slot }));
  expect(await remove(first, owner)).toBe("forbidden");
  expect(await remove(first, second)).toBe("forbidden");
  expect(await remove(owner, owner)).toBe("forbidden");
  expect(await remove(owner, second)).toBe("accepted");
  expect(await remove(first, first)).toBe("forbidden");
  for (const client of [owner, first]) client.close();
});
