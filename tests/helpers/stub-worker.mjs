// Speaks server/engine/worker-protocol.ts without an engine: threads that misbehave on purpose, where a real one would
// have to be killed inside native code. An image is one byte, the first value of its latent.
import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";

const hang = () => {
  for (;;);
};
const seen = new Set();
/** What a thread does that is asked for the model of this name. */
const MODELS = {
  hang,
  exit: () => process.exit(3),
  throw: () => {
    throw new Error("out of memory");
  },
  /** 600 ms the first time, as a large model that is read first; then 100. */
  heavy: () => sleep(seen.has("heavy") ? 100 : 600),
  /** Ready at once, then slower than any limit. */
  tiring: () => (seen.has("tiring") ? hang() : undefined),
};

if (workerData.choice === "exits-early") process.exit(4);
if (workerData.choice === "hangs-early") hang();

const answer = async ({ id, modelId, z, count }) => {
  await MODELS[modelId]?.();
  seen.add(modelId);
  parentPort.postMessage({ kind: "done", id, pixels: new Uint8Array(count).fill(z[0]) });
};
let last = Promise.resolve();
parentPort.on("message", (request) => {
  if (request.op === "dispose") process.exit();
  last = last.then(() => answer(request));
});
parentPort.postMessage({
  kind: "ready",
  info: { id: "stub", device: "cpu", label: "Stub" },
  capabilities: { singleThreaded: true, gpu: false },
});
