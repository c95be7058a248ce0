import { afterAll, beforeAll, expect, it } from "vitest";
import type { Peer } from "../../server/protocol/entities.ts";
import { accepted, type Client, codeOf, connectClient, until } from "../helpers/client.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let running: Running;
const clients: Client[] = [];
beforeAll(async () => {
  running = await startApp();
});
afterAll(async () => {
  for (const client of clients) client.close();
  await running.stop();
});

async function makeRoom(name = "Names"): Promise<{ id: string; hostKey: string; code?: string }> {
  const response = await fetch(`${running.url}/api/rooms`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, modelId: "digits-3d" }),
  });
  const body = (await response.json()) as { id: string; hostKey: string; error?: { code: string } };
  return body.error ? { ...body, code: body.error.code } : body;
}

/** Someone in the room, with the names of all others as they hear of them, and their own. */
async function enter(roomId: string, name: string, key: string | null = null) {
  const client = await connectClient(running.url);
  clients.push(client);
  const heard = new Map<number, Peer>();
  client.socket.on("peer:put", (peer) => void heard.set(peer.slot, peer));
  const joined = accepted(await client.join(roomId, { name, key }));
  for (const peer of joined.peers) heard.set(peer.slot, peer);
  return { client, heard, slot: joined.slot, name: joined.name };
}

it("[JN10] a rude name is replaced at the door and in the profile, for everyone", async () => {
  const { id } = await makeRoom();
  const ada = await enter(id, "Ada");
  const troll = await enter(id, "Х у й");
  expect(troll.name).toMatch(/^\p{Script=Cyrillic}+ \p{Script=Cyrillic}+$/u);
  expect(ada.heard.get(troll.slot)?.name).toBe(troll.name);
  const again = accepted(await troll.client.ask("profile", { name: "F.u.c.k", color: "#4477aa" }));
  expect(again.name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
  await until("the new name", () => ada.heard.get(troll.slot)?.name === again.name);
  const kept = accepted(await troll.client.ask("profile", { name: "Dickens", color: "#4477aa" }));
  expect(kept.name).toBe("Dickens");
});

it("[JN11] nobody bears a host's name: who comes later, who changes theirs, and who was there before", async () => {
  const { id, hostKey } = await makeRoom();
  const early = await enter(id, "АNNA petrovna");
  expect(early.name).toBe("АNNA petrovna");
  const host = await enter(id, "Anna Petrovna", hostKey);
  expect(host.name).toBe("Anna Petrovna");
  await until("the early one's new name", () => early.heard.get(early.slot));
  expect(early.heard.get(early.slot)?.name).toBe("АNNA petrovna 2");
  const late = await enter(id, "annapetrovna");
  expect(late.name).toBe("annapetrovna 2");
  const changed = await late.client.ask("profile", { name: "Аnna Реtrоvnа", color: "#4477aa" });
  expect(accepted(changed).name).toBe("Аnna Реtrоvnа 2");
  // The host takes another name, and it is theirs from then on.
  accepted(await host.client.ask("profile", { name: "Mrs P", color: "#4477aa" }));
  expect(accepted(await late.client.ask("profile", { name: "mrs p", color: "#4477aa" })).name).toBe(
    "mrs p 2",
  );
});

it("[JN12] a rude room name is refused with a sentence, when made and when renamed; a place's is left to the room", async () => {
  expect((await makeRoom("Fuck this")).code).toBe("rude_name");
  const { id } = await makeRoom();
  const ada = await enter(id, "Ada");
  expect(codeOf(await ada.client.ask("room:rename", { name: "Жопа мира" }))).toBe("rude_name");
  expect(codeOf(await ada.client.ask("room:rename", { name: "Команда А" }))).toBe("accepted");
  const place = { name: "A rude 8: sexy", z: [0, 0, 0], view: null };
  expect(codeOf(await ada.client.ask("bookmark:create", place))).toBe("accepted");
});

it("[JN2] hosts open, extend and end the code, hear of it, and nobody else does", async () => {
  const { id, hostKey } = await makeRoom();
  const host = await enter(id, "Host", hostKey);
  const pupil = await enter(id, "Pupil");
  const told: unknown[] = [];
  pupil.client.socket.on("code:put", (code) => void told.push(code));
  const hostTold: unknown[] = [];
  host.client.socket.on("code:put", (code) => void hostTold.push(code));
  for (const command of ["code:open", "code:extend", "code:end"] as const)
    expect(codeOf(await pupil.client.ask(command, {}))).toBe("forbidden");
  const { code } = accepted(await host.client.ask("code:open", {}));
  expect(running.app.codes.find(code)).toBe(id);
  // Another connection of the host, after a gap in which nobody was there, has the same code.
  host.client.close();
  const back = await enter(id, "Host", hostKey);
  expect(accepted(await back.client.ask("code:open", {})).code).toBe(code);
  expect(accepted(await back.client.ask("code:extend", {})).code).toBe(code);
  expect(accepted(await back.client.ask("code:end", {}))).toBeNull();
  expect(running.app.codes.find(code)).toBeNull();
  // And it is dead when the lesson is.
  const next = accepted(await back.client.ask("code:open", {})).code;
  expect(next).not.toBe(code);
  accepted(await back.client.ask("lesson:end", {}));
  expect(running.app.codes.find(next)).toBeNull();
  expect(hostTold).toHaveLength(1);
  expect(told).toEqual([]);
});
