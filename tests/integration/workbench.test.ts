import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ModelCard, RestorerCard } from "../../server/protocol/model-card.ts";
import { copyModel } from "../helpers/artifacts.ts";
import { accepted, codeOf, connectClient, until } from "../helpers/client.ts";
import { type Running, startApp } from "../helpers/start-app.ts";
import { BENCH } from "../unit/workbench/bench.ts";

const artifacts = mkdtempSync(join(tmpdir(), "workbench-"));
let server: Running;
let models: ModelCard[];
let restorers: RestorerCard[];

/** A restorer that is no network: what the server does with it is asked here. */
function writeRestorer(from: string): void {
  const folder = join(artifacts, "digits-sr9");
  cpSync(join(from, "card.json"), join(folder, "card.json"));
  const { latentDim, beta, klPerDimension, projection, ...card } = JSON.parse(
    readFileSync(join(from, "card.json"), "utf8"),
  );
  writeFileSync(
    join(folder, "card.json"),
    JSON.stringify({
      ...card,
      ...{ id: "digits-sr9", kind: "super-resolution", factor: 2, parameters: { model: 9 } },
    }),
  );
  writeFileSync(join(folder, "restorer.onnx"), "no network");
}

beforeAll(async () => {
  writeRestorer(copyModel(artifacts));
  server = await startApp({ artifacts });
  ({ models, restorers } = await (await fetch(`${server.url}/api/models`)).json());
});
afterAll(() => server.stop());

it("[WB2] the errors of a model's images are served for ever, a float each, and those of other weights are none", async () => {
  const [{ id, weightsHash }] = models as [ModelCard];
  const answer = await fetch(`${server.url}/api/models/${id}/errors/${weightsHash}`);
  expect(answer.headers.get("cache-control")).toContain("immutable");
  const errors = [...new Float32Array(await answer.arrayBuffer())];
  expect(errors).toHaveLength(10_000);
  const heldOut = errors.slice(8_500);
  const mean = heldOut.reduce((sum, error) => sum + error, 0) / heldOut.length;
  // What the card says of the same images.
  expect(mean).toBeCloseTo(models[0]?.metrics.mse ?? 0, 3);
  const stale = await fetch(`${server.url}/api/models/${id}/errors/${"0".repeat(64)}`);
  expect(stale.status).toBe(404);
});

it("[WB3] a model without a latent space is listed beside the others and its file is served, but no room opens in it", async () => {
  expect(restorers.map(({ id, factor }) => [id, factor])).toEqual([["digits-sr9", 2]]);
  const file = `${server.url}/api/models/digits-sr9/files/${restorers[0]?.weightsHash}/restorer.onnx`;
  expect(await (await fetch(file)).text()).toBe("no network");
  const refused = await fetch(`${server.url}/api/rooms`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "No cloud", modelId: "digits-sr9" }),
  });
  expect(refused.status).toBe(404);
});

it("[WB7] what a host shows reaches everyone, and whoever comes later; others cannot show theirs; with the lesson it ends", async () => {
  const { id, hostKey } = await server.createHosted();
  const [host, guest, late] = await Promise.all([1, 2, 3].map(() => connectClient(server.url)));
  if (!host || !guest || !late) throw new Error("three connections");
  const shown: (string | null)[] = [];
  const { slot } = accepted(await host.join(id, { key: hostKey }));
  expect(accepted(await guest.join(id)).bench).toBeNull();
  guest.socket.on("bench:put", (put) => shown.push(put?.state.damage.noise ?? null));
  expect(codeOf(await guest.ask("bench:show", { state: BENCH }))).toBe("forbidden");
  expect(codeOf(await host.send("bench:show", { state: { ...BENCH, models: 7 } }))).toBe(
    "bad_request",
  );
  accepted(await host.ask("bench:show", { state: BENCH }));
  await until("the bench at the guest", () => shown.length > 0);
  expect(shown).toEqual(["veil"]);
  expect(accepted(await late.join(id)).bench).toEqual({ slot, state: BENCH });
  accepted(await host.ask("lesson:end", {}));
  await until("its end", () => shown.at(-1) === null);
  for (const client of [host, guest, late]) client.close();
});
