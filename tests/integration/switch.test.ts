import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { carry } from "../../server/latent/carry.ts";
import { readEmbedding } from "../../server/model/artifact.ts";
import type { Joined } from "../../server/protocol/commands.ts";
import { decodeTick } from "../../server/protocol/frame.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { accepted, type Client, codeOf, connectClient, until } from "../helpers/client.ts";
import { hear, next } from "../helpers/hear.ts";
import { inflate } from "../helpers/inflate.ts";
import { PATH_DRAFT, PLACE_DRAFT, TASK_DRAFT, TOUR_DRAFT } from "../helpers/rights-acts.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

const [OLD, NEW] = ["digits-3d", "digits-16d"] as const;
const MOVE_MS = 33;

let server: Running;
let roomId: string;
let hostKey: string;
let ada: Client;
let bob: Client;
let adaJoined: Joined;
let bobJoined: Joined;

beforeAll(async () => {
  server = await startApp();
  ({ id: roomId, hostKey } = await server.createHosted());
  [ada, bob] = await Promise.all([connectClient(server.url), connectClient(server.url)]);
  adaJoined = accepted(await ada.join(roomId, { name: "Ada", key: hostKey }));
  bobJoined = accepted(await bob.join(roomId, { name: "Bob" }));
});
afterAll(async () => {
  ada.close();
  bob.close();
  await server.stop();
});

const modelOf = (id: string) => server.models.catalog.get(id)?.card ?? expect.fail(id);

async function bridge(from: string, to: string) {
  const rows = async (id: string) => {
    const card = modelOf(id);
    return {
      values: await readEmbedding(join(ARTIFACTS, id), card),
      latentDim: card.latentDim,
    };
  };
  return { from: await rows(from), to: await rows(to) };
}

/** What reaches a page, in order: of how many dimensions each packet is, and where the model changes. */
function hearAll({ socket }: Client): (number | string)[] {
  const heard: (number | string)[] = [];
  socket.on("room:model", ({ card }) => heard.push(card.id));
  for (const event of ["tick", "frame"] as const)
    socket.on(event, (packet) => {
      const frames = decodeTick(new Uint8Array(packet).buffer, inflate);
      heard.push(...frames.map(({ z }) => z.length));
    });
  return heard;
}

/** Moves at 30 Hz as a page does: in the model that it was last told. Returns the end of it. */
function keepMoving(client: Client, from: number): () => void {
  let [seq, dim] = [from, 3];
  client.socket.on("room:model", ({ card }) => {
    dim = card.latentDim;
  });
  const timer = setInterval(() => {
    seq++;
    client.move(
      seq,
      Array.from({ length: dim }, (_, d) => Math.sin(seq / 9 + d)),
    );
  }, MOVE_MS);
  return () => clearInterval(timer);
}

it("[MS1] a switch in the middle of moves at 30 Hz: before it all is of the old model, after it of the new", async () => {
  const stops = [keepMoving(ada, 0), keepMoving(bob, 0)];
  const heard = [hearAll(ada), hearAll(bob)];
  const faults = [hear(ada, "fault"), hear(bob, "fault")];
  await until("moves of both", () => heard.every((all) => all.length > 20));
  const told = [next(ada, "room:model"), next(bob, "room:model")];
  const info = accepted(await ada.ask("room:model", { modelId: NEW }));
  expect(info.modelId).toBe(NEW);
  for (const switched of await Promise.all(told)) {
    expect(switched.card).toEqual(modelOf(NEW));
    expect(switched).toMatchObject({ epoch: 1, room: info, engine: { failing: false } });
    expect(switched.z).toHaveLength(16);
  }
  const after = (all: (number | string)[]) => all.slice(all.indexOf(NEW) + 1);
  await until("moves in the new model", () => heard.every((all) => after(all).length > 40));
  for (const stop of stops) stop();
  for (const all of heard) {
    const at = all.indexOf(NEW);
    expect(new Set(all.slice(0, at))).toEqual(new Set([3]));
    expect(new Set(after(all))).toEqual(new Set([16]));
  }
  // Moves that were on their way were no fault of anybody's.
  expect(faults).toEqual([[], []]);
});

it("[MS1] the images after a switch are the new decoder's", async () => {
  const z = Float32Array.from({ length: 16 }, (_, d) => d / 8 - 1);
  ada.move(9000, z);
  const truth = await server.engine.decode(NEW, z, 1);
  const own = await until("the own image", () => ada.frames.find(({ seq }) => seq === 9000));
  expect(own.pixels).toEqual(truth);
  await until("the image at the other", () => {
    const seen = bob.cursors.get(adaJoined.slot);
    return seen?.seq === 9000 && seen.pixels && Buffer.compare(seen.pixels, truth) === 0;
  });
});

it("[MS2] everyone keeps their place: the code of the datum that was nearest, drawn there for all", async () => {
  const z = Float32Array.from({ length: 16 }, (_, d) => Math.cos(d));
  bob.move(9000, z);
  await until("Bob's place", () => ada.cursors.get(bobJoined.slot)?.seq === 9000);
  const [forAda, forBob] = [next(ada, "room:model"), next(bob, "room:model")];
  accepted(await ada.ask("room:model", { modelId: OLD }));
  const carried = carry(await bridge(NEW, OLD), z);
  expect((await forBob).z).toEqual([...carried]);
  expect((await forAda).z).toHaveLength(3);
  const truth = await server.engine.decode(OLD, carried, 1);
  const seen = await until(
    "Bob where he was put",
    () => ada.cursors.get(bobJoined.slot)?.pixels && ada.cursors.get(bobJoined.slot),
  );
  expect(seen.z).toEqual(carried);
  expect(seen.pixels).toEqual(truth);
});

it("[MS3] who lost the connection comes back into the new model, where the room put them; latecomers are in it too", async () => {
  const carol = await connectClient(server.url);
  const joined = accepted(await carol.join(roomId, { name: "Carol" }));
  const z = Float32Array.from([1, 2, -1]);
  carol.move(5, z);
  await until("Carol's place", () => ada.cursors.get(joined.slot)?.seq === 5);
  carol.close();
  await until("Carol is gone", () => server.app.registry.find(roomId)?.online === 2);
  accepted(await ada.ask("room:model", { modelId: NEW }));
  const again = await connectClient(server.url);
  const back = accepted(
    await again.join(roomId, { name: "Carol", token: joined.token, rejoining: true }),
  );
  expect(back).toMatchObject({ resumed: true, slot: joined.slot, card: modelOf(NEW) });
  expect(back.z).toEqual([...carry(await bridge(OLD, NEW), z)]);
  expect((await server.store.room(roomId))?.modelId).toBe(NEW);
  again.close();
});

it("[MS4] what was made in either model stays listed and says of which; of the other nothing plays, and drafts are refused", async () => {
  // In the new model by now.
  const z = Array.from({ length: 16 }, () => 0.5);
  const place = accepted(await ada.ask("bookmark:create", { ...PLACE_DRAFT, modelId: NEW, z }));
  const stops = [0, 1].map((at) => ({ label: `${at}`, z: z.map(() => at) }));
  const path = accepted(await ada.ask("path:save", { ...PATH_DRAFT, stops }));
  const tour = accepted(await ada.ask("tour:save", { ...TOUR_DRAFT, name: "Of the new" }));
  accepted(await ada.ask("room:model", { modelId: OLD }));
  const late = await connectClient(server.url);
  const { bookmarks, paths, tours } = accepted(await late.join(roomId));
  for (const [list, id] of [
    [bookmarks, place.id],
    [paths, path.id],
    [tours, tour.id],
  ] as const) {
    const item = list.find((one) => one.id === id);
    expect(item?.modelId).toBe(NEW);
    expect(item).not.toHaveProperty("stale");
  }
  expect(tours.map(({ modelId }) => modelId)).toContain(OLD);
  expect(accepted(await late.ask("bookmark:read", { id: place.id })).z).toHaveLength(16);
  const refused = [
    ada.ask("playback", { action: "play", pathId: path.id }),
    ada.ask("tour:go", { id: tour.id, at: 0 }),
    ada.ask("bookmark:create", { ...PLACE_DRAFT, modelId: NEW }),
    ada.ask("path:save", { ...PATH_DRAFT, modelId: NEW }),
    ada.ask("path:save", { ...PATH_DRAFT, id: path.id }),
    ada.ask("tour:save", { ...TOUR_DRAFT, modelId: NEW }),
  ];
  expect((await Promise.all(refused)).map(codeOf)).toEqual(refused.map(() => "other_model"));
  late.close();
});

it("[MS5] playback, task and the tour that is shown end with the model; presenter and followers stay", async () => {
  // The tests before have drawn on Ada's budget: it fills again.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const path = accepted(await ada.ask("path:save", PATH_DRAFT));
  accepted(await ada.ask("playback", { action: "play", pathId: path.id }));
  accepted(await ada.ask("task:set", TASK_DRAFT));
  accepted(await ada.ask("tour:go", { id: "whatisalatentspace", at: 0 }));
  accepted(await ada.ask("spotlight:give", { slot: adaJoined.slot, strength: "invite" }));
  accepted(await bob.ask("follow", { to: { slot: adaJoined.slot, place: true } }));
  const [playback, task] = [hear(bob, "playback"), hear(bob, "task:put")];
  accepted(await ada.ask("room:model", { modelId: NEW }));
  await until("the end of both", () => playback.includes(null) && task.includes(null));
  const late = await connectClient(server.url);
  const joined = accepted(await late.join(roomId));
  expect(joined).toMatchObject({ playback: null, task: null });
  expect(joined.lesson).toMatchObject({ tour: null, presenter: { slot: adaJoined.slot } });
  expect(joined.with).toEqual([[bobJoined.slot, adaJoined.slot, 1]]);
  late.close();
});
