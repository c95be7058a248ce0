import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hashWeights } from "../../server/model/artifact.ts";
import { ARTIFACT_FILES } from "../../server/protocol/artifact-files.ts";
import type { ModelCard, StoredCard } from "../../server/protocol/model-card.ts";
import { copyModel, MODEL } from "../helpers/artifacts.ts";
import { accepted, codeOf, connectClient, until } from "../helpers/client.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

const ID = "brought";
const root = mkdtempSync(join(tmpdir(), "live-catalog-"));
const away = mkdtempSync(join(tmpdir(), "live-catalog-away-"));
let server: Running;

/** `MODEL` as somebody brings it along: ONNX alone, nothing known of how it was made. */
beforeAll(async () => {
  copyModel(root);
  copyModel(away);
  const folder = join(away, ID);
  renameSync(join(away, MODEL), folder);
  for (const part of [ARTIFACT_FILES.encoder, ARTIFACT_FILES.decoder, ARTIFACT_FILES.encoderOnnx])
    rmSync(join(folder, part), { recursive: true });
  const file = join(folder, ARTIFACT_FILES.card);
  const card: StoredCard = {
    ...JSON.parse(readFileSync(file, "utf8")),
    id: ID,
    title: "Brought along",
    kind: "decoder",
    loss: null,
    training: null,
    metrics: {},
    baselines: {},
    klPerDimension: [],
    beta: 0,
    parameters: { encoder: null, decoder: 240_033 },
    weightsHash: await hashWeights(folder, { kind: "decoder" }),
  };
  writeFileSync(file, JSON.stringify(card));
  server = await startApp({ artifacts: root });
});
afterAll(async () => {
  await server.stop();
  for (const folder of [root, away]) rmSync(folder, { recursive: true, force: true });
});

async function listed(): Promise<ModelCard[]> {
  const response = await fetch(`${server.url}/api/models`);
  return ((await response.json()) as { models: ModelCard[] }).models;
}
const ids = async () => (await listed()).map(({ id }) => id);
const openRoom = (modelId: string) =>
  fetch(`${server.url}/api/rooms`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "A room", modelId }),
  });

it("[CT6] a folder is renamed into place: the lobby lists it, a room opens, an image comes; moved away, it is listed no more", async () => {
  expect(await ids()).toEqual([MODEL]);
  expect((await openRoom(ID)).status).toBe(404);

  renameSync(join(away, ID), join(root, ID));
  // Heard of, not asked for.
  await until("the model is there", () => server.models.catalog.has(ID));
  const card = (await listed()).find(({ id }) => id === ID) ?? expect.fail("not listed");
  expect(card).toMatchObject({ kind: "decoder", title: "Brought along", training: null });

  const room = await server.createRoom(ID);
  const client = await connectClient(server.url);
  accepted(await client.join(room));
  client.move(1, [1, -1, 0.5]);
  await until("an image", () => client.frames.some(({ seq }) => seq === 1));
  const z = new Float32Array([1, -1, 0.5]);
  expect(Buffer.from(client.frames.at(-1)?.pixels ?? [])).toEqual(
    Buffer.from(await server.engine.decode(MODEL, z, 1)),
  );
  const files = `${server.url}/api/models/${ID}/files/${card.weightsHash}`;
  const file = await fetch(`${files}/decoder.onnx`);
  expect(file.headers.get("cache-control")).toMatch(/immutable/);
  expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(100_000);

  client.close();
  renameSync(join(root, ID), join(away, ID));
  await until("the model is gone", () => !server.models.catalog.has(ID));
  expect(await ids()).toEqual([MODEL]);
  expect((await openRoom(ID)).status).toBe(404);
  expect((await fetch(`${files}/decoder.onnx`)).status).toBe(404);
}, 30_000);

it("[CT4] who is in a room of a model that goes hears of it and keeps the places; back, the move that waited is drawn", async () => {
  renameSync(join(away, ID), join(root, ID));
  await until("the model is back", () => server.models.catalog.has(ID));
  const client = await connectClient(server.url);
  accepted(await client.join(await server.createRoom(ID)));
  const place = accepted(
    await client.ask("bookmark:create", { name: "here", z: [1, -1, 0.5], view: null }),
  );
  const states: boolean[] = [];
  client.socket.on("engine:put", ({ failing }) => states.push(failing));
  renameSync(join(root, ID), join(away, ID));
  await until("the model is gone", () => !server.models.catalog.has(ID));
  client.move(2, [0, 0, 0]);
  await until("the room hears of it", () => states.at(-1) === true);
  expect(accepted(await client.ask("bookmark:read", { id: place.id })).name).toBe("here");
  // Other models go on.
  const other = await connectClient(server.url);
  accepted(await other.join(await server.createRoom(MODEL)));
  other.move(1, [0, 0, 0]);
  await until("an image of another model", () => other.frames.length > 0);

  renameSync(join(away, ID), join(root, ID));
  await until("the room hears that it is back", () => states.at(-1) === false);
  await until("the move that waited is drawn", () => client.frames.some(({ seq }) => seq === 2));

  client.close();
  other.close();
}, 30_000);

it("[CT4] a room whose model is gone when nobody is in it says which one is missing", async () => {
  const room = await server.createRoom(ID);
  renameSync(join(root, ID), join(away, ID));
  await until("the model is gone", () => !server.models.catalog.has(ID));
  const client = await connectClient(server.url);
  const reply = await client.join(room);
  expect(codeOf(reply)).toBe("model_not_found");
  expect(JSON.stringify(reply)).toContain("“brought”");
  client.close();
  renameSync(join(away, ID), join(root, ID));
});
