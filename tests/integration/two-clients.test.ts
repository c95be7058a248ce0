import { afterAll, beforeAll, expect, it } from "vitest";
import type { Joined } from "../../server/protocol/commands.ts";
import type { BookmarkSummary, Peer } from "../../server/protocol/entities.ts";
import { PLAYBACK_SLOT } from "../../server/protocol/entities.ts";
import type { Placed } from "../../server/protocol/events.ts";
import { imageAddress } from "../../server/protocol/image-address.ts";
import { accepted, type Client, connectClient, until } from "../helpers/client.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let server: Running;
let roomId: string;
let ada: Client;
let bob: Client;
let adaJoined: Joined;

beforeAll(async () => {
  server = await startApp();
  roomId = await server.createRoom();
  [ada, bob] = await Promise.all([connectClient(server.url), connectClient(server.url)]);
  adaJoined = accepted(await ada.join(roomId, { name: "Ada" }));
});
afterAll(async () => {
  ada.close();
  bob.close();
  await server.stop();
});

it("[G1] a newcomer is told who is there, and the others are told of the newcomer", async () => {
  const told = new Promise<Peer>((resolve) => ada.socket.once("peer:put", resolve));
  const joined = accepted(await bob.join(roomId, { name: "Bob", color: "#aa3377" }));
  expect(joined.peers.map(({ name }) => name)).toEqual(["Ada"]);
  expect(joined.card.latentDim).toBe(3);
  expect(joined.engine.info.label).toContain("ONNX");
  expect(await told).toEqual({ slot: joined.slot, name: "Bob", color: "#aa3377", online: true });
});

it("[G2] a move gives the mover the decoder's image, and the other the same place and the same image", async () => {
  const z = Float32Array.from([1.25, -0.5, 0.75]);
  ada.move(1, z);
  const own = await until("the own image", () => ada.frames.find(({ seq }) => seq === 1));
  const seen = await until(
    "the other's image",
    () => bob.cursors.get(adaJoined.slot)?.pixels && bob.cursors.get(adaJoined.slot),
  );
  const truth = await server.engine.decode("digits-3d", z, 1);
  expect(own.pixels).toEqual(truth);
  expect(seen.pixels).toEqual(truth);
  expect(seen.z).toEqual(z);
});

it("[G3] of a flood of moves the last one always arrives, at its owner and at the other", async () => {
  const last = Float32Array.from([0, 0, 2]);
  for (let seq = 2; seq < 200; seq++) ada.move(seq, [Math.sin(seq), Math.cos(seq), 0]);
  ada.move(200, last);
  const own = await until("the last own image", () => ada.frames.find(({ seq }) => seq === 200));
  const truth = await server.engine.decode("digits-3d", last, 1);
  expect(own.pixels).toEqual(truth);
  await until("the last image at the other", () => {
    const seen = bob.cursors.get(adaJoined.slot);
    return seen?.seq === 200 && seen.pixels && Buffer.compare(seen.pixels, truth) === 0;
  });
  expect(ada.frames.length).toBeLessThan(200);
});

it("[G4] a bookmark is drawn by the decoder, seen at once by the other, and deleting it can be undone", async () => {
  const seen = new Promise<Placed<BookmarkSummary>>((resolve) =>
    bob.socket.once("bookmark:put", resolve),
  );
  const z = [0.1, -7.5, 100];
  const made = accepted(await ada.ask("bookmark:create", { name: "  Corner ", z, view: null }));
  expect(made).toMatchObject({
    name: "Corner",
    author: "Ada",
    modelId: "digits-3d",
    weightsHash: adaJoined.card.weightsHash,
  });
  expect(made.z).toEqual([Math.fround(0.1), -7.5, 8]);
  const { id, name, author, image, modelId } = made;
  expect(await seen).toEqual({ item: { id, name, author, image, modelId }, at: 0 });
  expect(accepted(await bob.ask("bookmark:read", { id }))).toEqual(made);
  const picture = await fetch(server.url + imageAddress(roomId, image));
  expect(picture.headers.get("content-type")).toBe("image/png");
  expect(picture.headers.get("cache-control")).toContain("immutable");

  const gone = new Promise<{ id: string }>((resolve) => bob.socket.once("bookmark:gone", resolve));
  accepted(await ada.ask("bookmark:remove", { id: made.id }));
  expect(await gone).toEqual({ id: made.id });
  expect(await server.store.bookmark(made.id)).toBeNull();
  expect(accepted(await ada.ask("bookmark:restore", { id: made.id }))).toEqual(made);
  const renamed = accepted(await bob.ask("bookmark:rename", { id: made.id, name: "Edge" }));
  expect(renamed).toEqual({ ...made, name: "Edge" });
});

it("[G5] a path that one plays moves the same head with the same images for the other", async () => {
  const stops = [
    [-1, 0, 0],
    [1, 0, 0],
    [1, 1, 1],
  ].map((z, i) => ({ label: `stop ${i}`, z }));
  const path = accepted(
    await ada.ask("path:save", {
      id: null,
      name: "Walk",
      interpolation: "lerp",
      seconds: 2,
      stops,
    }),
  );
  accepted(await bob.ask("playback", { action: "play", pathId: path.id }));
  accepted(await bob.ask("playback", { action: "pause" }));
  accepted(await bob.ask("playback", { action: "seek", at: 0.5 }));
  const truth = await server.engine.decode("digits-3d", Float32Array.from([1, 0, 0]), 1);
  for (const client of [ada, bob]) {
    await until("the head in the middle", () => {
      const head = client.cursors.get(PLAYBACK_SLOT);
      return head?.z[0] === 1 && head.pixels && Buffer.compare(head.pixels, truth) === 0;
    });
  }
  accepted(await ada.ask("playback", { action: "resume" }));
  await until("the end", () => bob.cursors.get(PLAYBACK_SLOT)?.z[2] === 1);
  expect(accepted(await ada.ask("playback", { action: "stop" }))).toBeNull();
});

it("[G6] live figures come to whoever asks for them", async () => {
  accepted(await ada.ask("stats:watch", { on: true }));
  const stats = await new Promise<{ people: number; imagesPerSecond: number }>((resolve) =>
    ada.socket.once("stats", resolve),
  );
  expect(stats.people).toBe(2);
  expect(stats.imagesPerSecond).toBeGreaterThan(0);
  const text = await (await fetch(`${server.url}/metrics`)).text();
  expect(text).toMatch(/^latent_commons_people 2$/m);
});
