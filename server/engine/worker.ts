import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { AppError } from "../protocol/errors.ts";
import { readCatalog } from "./catalog.ts";
import type { Engine } from "./engine.ts";
import { selectEngine } from "./select-engine.ts";
import type { WorkerAnswer, WorkerRequest, WorkerStart } from "./worker-protocol.ts";

/** The thread that owns the engine. Everything it answers is transferred, not copied. */
async function run(port: MessagePort, { artifacts, choice }: WorkerStart): Promise<void> {
  const answer = (message: WorkerAnswer, transfer: ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);
  let engine: Engine;
  try {
    engine = await selectEngine(readCatalog(artifacts), choice);
  } catch (cause) {
    answer({ kind: "dead", message: cause instanceof Error ? cause.message : String(cause) });
    return;
  }
  const pending = new Set<Promise<void>>();
  port.on("message", async (request: WorkerRequest) => {
    // A session released under a run that has begun would take the process with it.
    if (request.op === "dispose") await Promise.all(pending);
    const performing = perform(engine, request).then(
      (arrays) =>
        answer(
          { kind: "done", id: request.id, arrays },
          arrays.map((array) => array.buffer as ArrayBuffer),
        ),
      (cause: unknown) => answer({ kind: "failed", id: request.id, ...describe(cause) }),
    );
    pending.add(performing);
    await performing;
    pending.delete(performing);
  });
  answer({ kind: "ready", info: engine.info });
}

async function perform(
  engine: Engine,
  request: WorkerRequest,
): Promise<(Uint8Array | Float32Array)[]> {
  switch (request.op) {
    case "decode":
      return [await engine.decode(request.modelId, request.values, request.count)];
    case "encode": {
      const { zMean, zLogVar } = await engine.encode(
        request.modelId,
        request.values,
        request.count,
      );
      // Engines may answer with views into memory of their own, which must not be transferred.
      return [zMean.slice(), zLogVar.slice()];
    }
    case "dispose":
      await engine.dispose();
      return [];
    default:
      return request satisfies never;
  }
}

function describe(cause: unknown): { code: AppError["code"] | null; message: string } {
  const message = cause instanceof Error ? cause.message : String(cause);
  return { code: cause instanceof AppError ? cause.code : null, message };
}

if (parentPort) await run(parentPort, workerData as WorkerStart);
