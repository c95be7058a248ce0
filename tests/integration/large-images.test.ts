import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { accepted, connectClient, until } from "../helpers/client.ts";
import { makeLargeModel } from "../helpers/large-model.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let server: Running;
let card: ModelCard;
beforeAll(async () => {
  const made = await makeLargeModel();
  card = made.card;
  server = await startApp({ artifacts: made.artifacts });
});
afterAll(() => server.stop());

async function meanError(file: Uint8Array, z: Float32Array): Promise<number> {
  const truth = await server.engine.decode(card.id, z, 1);
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  expect([info.height, info.width, info.channels]).toEqual(card.imageShape);
  return truth.reduce((sum, value, i) => sum + Math.abs(value - (data[i] ?? 0)), 0) / truth.length;
}

it("[G20] images of a model with large ones travel as one WebP file each, the same to mover and others", async () => {
  const roomId = await server.createRoom(card.id);
  const [ada, bob] = [await connectClient(server.url), await connectClient(server.url)];
  const { slot } = accepted(await ada.join(roomId));
  accepted(await bob.join(roomId));
  const z = Float32Array.from([1, -0.5, 0.3]);
  ada.move(1, z);
  const own = await until("the own image", () => ada.frames[0]?.pixels);
  const seen = await until("the image at the other", () => bob.cursors.get(slot)?.pixels);
  expect(seen).toEqual(own);
  expect(own.length).toBeLessThan((128 * 128 * 3) / 10);
  expect(await meanError(own, z)).toBeLessThan(3);

  const late = await connectClient(server.url);
  accepted(await late.join(roomId));
  expect(await until("the image at a newcomer", () => late.cursors.get(slot)?.pixels)).toEqual(own);
  for (const client of [ada, bob, late]) client.close();
});

it("[G20] of a flood of moves with large images the last one always arrives", async () => {
  const roomId = await server.createRoom(card.id);
  const [ada, bob] = [await connectClient(server.url), await connectClient(server.url)];
  const { slot } = accepted(await ada.join(roomId));
  accepted(await bob.join(roomId));
  for (let seq = 1; seq <= 200; seq++) ada.move(seq, [Math.sin(seq), 0, seq / 200]);
  const seen = await until("the last image", () => {
    const cursor = bob.cursors.get(slot);
    return cursor?.imageSeq === 200 && cursor.pixels;
  });
  expect(await meanError(seen, Float32Array.from([Math.sin(200), 0, 1]))).toBeLessThan(3);
  expect(ada.frames.at(-1)?.imageSeq).toBe(200);
  for (const client of [ada, bob]) client.close();
});
