import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { LessonState } from "../../server/protocol/lesson.ts";
import { encodeSeen, encodeView } from "../../server/protocol/view-packet.ts";
import { readViews } from "../../server/protocol/view-section.ts";
import type { ViewState } from "../../server/protocol/view-state.ts";
import { accepted, type Client, codeOf, connectClient, until } from "../helpers/client.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

const TEACHER = "Ms Teacher Zuckermann";
const ADA = "Ada Quillfeather";
const BEN = "Ben Oddlington";

let app: Running;
const open: Client[] = [];
beforeAll(async () => {
  app = await startApp();
});
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});
afterAll(() => app.stop());

async function enter(roomId: string, name: string, key?: string) {
  const client = await connectClient(app.url);
  open.push(client);
  const heard: string[] = [];
  client.socket.io.engine.on("packet", ({ data }: { data?: unknown }) => {
    if (typeof data === "string") heard.push(data);
  });
  const lessons: LessonState[] = [];
  client.socket.on("lesson:put", (lesson) => lessons.push(lesson));
  const joined = accepted(await client.join(roomId, { name, ...(key ? { key } : {}) }));
  return { client, joined, heard, lessons, slot: joined.slot };
}

async function aClass() {
  const { id, hostKey } = await app.createHosted();
  const teacher = await enter(id, TEACHER, hostKey);
  const ada = await enter(id, ADA);
  const ben = await enter(id, BEN);
  return { id, hostKey, teacher, ada, ben };
}

const view = (x: number): ViewState => ({
  camera: { position: [x, 0, 5], target: [0, 0, 0] },
  colouring: "class",
  hiddenClasses: [3],
  images: true,
  tab: "people",
  selectedPath: null,
  pointer: [x, 1, 2],
});

it("[LD16] a latecomer lands on a hold, with the newest view; it ends when the presenter is gone", async () => {
  const { id, teacher, ada } = await aClass();
  const { slot } = teacher;
  accepted(await teacher.client.ask("spotlight:give", { slot, strength: "hold" }));
  accepted(await ada.client.ask("follow", { to: { slot, place: true } }));
  for (const seq of [1, 2, 3]) teacher.client.socket.emit("view", encodeView(seq, view(seq)));
  const late = await enter(id, "Late");
  expect(late.joined.lesson.presenter).toMatchObject({ slot, strength: "hold" });
  expect(late.joined.with).toEqual([[ada.slot, slot, 1]]);
  const views: ReturnType<typeof readViews> = [];
  late.client.socket.on("tick", (packet) =>
    views.push(...readViews(new Uint8Array(packet).buffer as ArrayBuffer)),
  );
  accepted(await late.client.ask("cursors:again", {}));
  await until("the newest view", () => views.find(({ seq }) => seq === 3));
  expect(views.at(-1)?.view).toEqual(view(3));
  accepted(await teacher.client.ask("spotlight:end", {}));
  await until("the end of the hold", () => ada.lessons.at(-1)?.presenter === null);
});

it("[LD16] only hosts bring, hold, pause, hide and end; everyone raises a hand and asks", async () => {
  const { teacher, ada, ben } = await aClass();
  const { slot } = ada;
  for (const [event, request] of [
    ["spotlight:give", { slot, strength: "hold" }],
    ["spotlight:give", { slot, strength: "invite" }],
    ["spotlight:decline", { slot }],
    ["spotlight:end", {}],
    ["lesson:pause", { paused: true }],
    ["lesson:hide", { names: true }],
    ["lesson:end", {}],
    ["hand:lower", { slot: null }],
  ] as const)
    expect([event, codeOf(await ada.client.send(event, request))]).toEqual([event, "forbidden"]);
  expect(teacher.lessons).toEqual([]);
  accepted(await ben.client.ask("hand", { up: true }));
  accepted(await ada.client.ask("hand", { up: true }));
  accepted(await ada.client.ask("spotlight:ask", { on: true }));
  await until("hands and wish", () => teacher.lessons.at(-1)?.asks.length === 1);
  expect(teacher.lessons.at(-1)?.hands).toEqual([ben.slot, ada.slot]);
  accepted(await teacher.client.ask("spotlight:give", { slot, strength: "bring" }));
  await until("Ada presents", () => ben.lessons.at(-1)?.presenter?.slot === slot);
  accepted(await ada.client.ask("spotlight:end", {}));
  await until("it is handed back", () => ben.lessons.at(-1)?.presenter === null);
});

it("[LD17] in a pause nothing can be changed, by hosts alone; looking goes on", async () => {
  const { teacher, ada } = await aClass();
  accepted(await teacher.client.ask("lesson:pause", { paused: true }));
  const draft = { name: "Here", z: [0, 0, 0], view: null };
  expect(codeOf(await ada.client.ask("bookmark:create", draft))).toBe("paused");
  expect(codeOf(await ada.client.ask("playback", { action: "stop" }))).toBe("paused");
  expect(codeOf(await ada.client.ask("hand", { up: true }))).toBe("accepted");
  expect(codeOf(await teacher.client.ask("bookmark:create", draft))).toBe("accepted");
  accepted(await teacher.client.ask("lesson:pause", { paused: false }));
  expect(codeOf(await ada.client.ask("bookmark:create", draft))).toBe("accepted");
});

it("[LD18] while names are hidden, nothing that a student gets holds one; hosts know them all", async () => {
  const { id, hostKey, teacher, ada } = await aClass();
  const draft = { name: "Corner", z: [1, 1, 1], view: null };
  const made = accepted(await teacher.client.ask("bookmark:create", draft));
  accepted(await teacher.client.ask("lesson:hide", { names: true }));
  const student = await enter(id, "Zoe");
  ada.heard.length = 0;
  const seen = accepted(await student.client.ask("bookmark:read", { id: made.id }));
  expect(seen.author).toBe("");
  const path = {
    id: null,
    name: "Way",
    interpolation: "lerp" as const,
    seconds: 2,
    stops: [1, 2].map((x) => ({ label: `at ${x}`, z: [x, 0, 0] })),
  };
  const way = accepted(await teacher.client.ask("path:save", path));
  accepted(await teacher.client.ask("playback", { action: "play", pathId: way.id }));
  accepted(await teacher.client.ask("bookmark:create", { ...draft, name: "Second" }));
  accepted(await ada.client.ask("profile", { name: ADA, color: "#112233" }));
  accepted(await ada.client.ask("hand", { up: true }));
  accepted(await ada.client.ask("follow", { to: { slot: teacher.slot, place: true } }));
  await until("all of it", () => student.heard.some((text) => text.includes("Second")));
  const late = await enter(id, "Later");
  const everything = [...student.heard, ...late.heard].join("\n");
  for (const name of [TEACHER, ADA, BEN]) expect(everything).not.toContain(name);
  expect(ada.heard.join("\n")).not.toContain(TEACHER);
  const aliases = late.joined.peers.map(({ alias }) => alias).sort();
  expect(aliases).toEqual([1, 2, 3, 4]);
  const cohost = await enter(id, "Second teacher", hostKey);
  expect(cohost.joined.peers.map(({ name }) => name)).toEqual(
    expect.arrayContaining([TEACHER, ADA, BEN]),
  );
  const lists = new Promise((resolve) => student.client.socket.once("lists:put", resolve));
  accepted(await teacher.client.ask("lesson:hide", { names: false }));
  expect(JSON.stringify(await lists)).toContain(ADA);
});

it("[LD19] a hidden cursor is told to nobody; hidden images are left out, but for the presenter's", async () => {
  const { teacher, ada, ben } = await aClass();
  accepted(await ada.client.ask("cursor:hide", { hidden: true }));
  ada.client.move(1, [1, 1, 1]);
  ben.client.move(1, [2, 2, 2]);
  await until("Ben's image", () => teacher.client.cursors.get(ben.slot)?.pixels);
  await until("Ada's own image", () => ada.client.frames.length > 0);
  expect(teacher.client.cursors.has(ada.slot)).toBe(false);
  accepted(await ada.client.ask("cursor:hide", { hidden: false }));
  await until("Ada", () => teacher.client.cursors.get(ada.slot)?.pixels);
  const { slot } = teacher;
  accepted(await teacher.client.ask("spotlight:give", { slot, strength: "invite" }));
  accepted(await teacher.client.ask("lesson:hide", { images: true }));
  await until("Ada's first image", () => ben.client.cursors.get(ada.slot)?.pixels);
  const imageOfAda = () => Buffer.from(ben.client.cursors.get(ada.slot)?.pixels ?? []);
  const before = imageOfAda();
  ada.client.move(2, [-1, 0, 0]);
  teacher.client.move(1, [0, 1, 0]);
  await until("Ada's place", () => ben.client.cursors.get(ada.slot)?.seq === 2);
  await until("the presenter's image", () => ben.client.cursors.get(slot)?.pixels);
  await until("Ada's own image", () => ada.client.frames.at(-1)?.imageSeq === 2);
  expect(imageOfAda().equals(before)).toBe(true);
  accepted(await teacher.client.ask("lesson:hide", { images: false }));
  await until("Ada's image again", () => !imageOfAda().equals(before));
});

it("[LD20] views travel only while they are wanted; whoever is followed hears who sees them", async () => {
  const { teacher, ada, ben } = await aClass();
  let views = 0;
  ada.client.socket.on("tick", (packet) => {
    views += readViews(new Uint8Array(packet).buffer as ArrayBuffer).length;
  });
  teacher.client.socket.emit("view", encodeView(1, view(1)));
  const followers: unknown[] = [];
  teacher.client.socket.on("followers:put", (put) => followers.push(put));
  accepted(await ada.client.ask("follow", { to: { slot: teacher.slot, place: false } }));
  expect(views).toBe(0);
  await until("the first follower", () => followers.at(-1));
  expect(followers.at(-1)).toMatchObject({ slot: teacher.slot, count: 1, of: 2, away: [] });
  teacher.client.socket.emit("view", encodeView(2, view(2)));
  await until("the view", () => views === 1);
  expect(codeOf(await teacher.client.ask("follow", { to: { slot: ada.slot, place: true } }))).toBe(
    "follows_you",
  );
  accepted(await teacher.client.ask("spotlight:give", { slot: teacher.slot, strength: "invite" }));
  ada.client.socket.emit("seen", encodeSeen({ slot: teacher.slot, seq: 2, heldMs: 0 }));
  await until("who is away", () =>
    followers.some((put) => JSON.stringify(put).includes(`"away":[${ben.slot}]`)),
  );
  accepted(await teacher.client.ask("spotlight:end", {}));
  accepted(await ada.client.ask("follow", { to: null }));
  await until("nobody", () => (followers.at(-1) as { count: number }).count === 0);
});
