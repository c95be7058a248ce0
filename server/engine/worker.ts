import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { AppError } from "../protocol/errors.ts";
import { refill } from "./catalog.ts";
import type { Engine } from "./engine.ts";
import { ENGINES } from "./engines.ts";
import { selectEngine } from "./select-engine.ts";
import type { WorkerAnswer, WorkerFailure, WorkerRequest, WorkerStart } from "./worker-protocol.ts";

/** The thread that owns the engine. Everything it answers is transferred, not copied. */
async function run(port: MessagePort, start: WorkerStart): Promise<void> {
  const catalog = new Map(start.catalog);
  const answer = (message: WorkerAnswer, transfer: ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);
  let engine: Engine;
  try {
    engine = await selectEngine(catalog, start.choice);
  } catch (cause) {
    answer({ kind: "dead", message: cause instanceof Error ? cause.message : String(cause) });
    return;
  }
  const pending = new Set<Promise<void>>();
  port.on("message", async (request: WorkerRequest) => {
    if (request.op === "dispose") {
      // A session released under a run that has begun would take the process with it.
      await Promise.all(pending);
      // Whatever it says, this thread ends now.
      await engine.dispose().catch(() => undefined);
      process.exit();
    }
    if (request.op === "models") return refill(catalog, request.catalog);
    const { id, modelId, z, count } = request;
    const decoding = engine.decode(modelId, z, count).then(
      (pixels) => answer({ kind: "done", id, pixels }, [pixels.buffer as ArrayBuffer]),
      (cause: unknown) => answer({ kind: "failed", id, ...describe(cause) }),
    );
    pending.add(decoding);
    await decoding;
    pending.delete(decoding);
  });
  const kind = ENGINES.find(({ id }) => id === engine.info.id);
  const capabilities = kind?.capabilities ?? { singleThreaded: false, gpu: false };
  answer({ kind: "ready", info: engine.info, capabilities });
}

function describe(cause: unknown): WorkerFailure {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof AppError) return { code: cause.code, message };
  if (cause instanceof RangeError) return { code: null, message };
  const { code, message: sentence } = new AppError("engine_unavailable");
  return { code, message: sentence, detail: message };
}

if (parentPort) await run(parentPort, workerData as WorkerStart);
