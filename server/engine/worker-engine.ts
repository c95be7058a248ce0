import { Worker } from "node:worker_threads";
import { AppError } from "../protocol/errors.ts";
import type { Engine } from "./engine.ts";
import type { WorkerAnswer, WorkerRequest, WorkerStart } from "./worker-protocol.ts";

type Arrays = (Uint8Array | Float32Array)[];
interface Waiting {
  resolve: (arrays: Arrays) => void;
  reject: (cause: Error) => void;
}

/**
 * Runs the chosen engine in a worker thread, so that no matrix product ever blocks the sockets.
 * @throws Error with the worker's own sentence when no engine loads
 */
export function startWorkerEngine(start: WorkerStart): Promise<Engine> {
  const worker = new Worker(new URL("./worker-entry.mjs", import.meta.url), {
    workerData: start,
    execArgv: [],
  });
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let ended: Error | null = null;

  const ask = (request: WorkerRequest, transfer: ArrayBuffer[] = []) =>
    new Promise<Arrays>((resolve, reject) => {
      if (ended) return reject(ended);
      waiting.set(request.id, { resolve, reject });
      worker.postMessage(request, transfer);
    });
  const fail = (cause: Error) => {
    ended = cause;
    for (const { reject } of waiting.values()) reject(cause);
    waiting.clear();
  };

  return new Promise((resolve, reject) => {
    worker.on("message", (answer: WorkerAnswer) => {
      if (answer.kind === "ready") return resolve(facade(answer.info));
      if (answer.kind === "dead") {
        void worker.terminate();
        return reject(new Error(answer.message));
      }
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.kind === "done") asked?.resolve(answer.arrays);
      else
        asked?.reject(
          answer.code
            ? new AppError(answer.code, { message: answer.message })
            : new RangeError(answer.message),
        );
    });
    worker.on("error", (cause) => {
      const error = new AppError("engine_unavailable", { cause });
      fail(error);
      reject(error);
    });
    worker.on("exit", () => fail(new AppError("engine_unavailable")));
  });

  function facade(info: Engine["info"]): Engine {
    return {
      info,
      async decode(modelId, z, count) {
        // The caller keeps `z`; a copy of a few floats is handed to the thread.
        const values = z.slice();
        const [pixels] = await ask({ id: nextId++, op: "decode", modelId, values, count }, [
          values.buffer,
        ]);
        return pixels as Uint8Array;
      },
      async encode(modelId, pixels, count) {
        const values = pixels.slice();
        const [zMean, zLogVar] = await ask({ id: nextId++, op: "encode", modelId, values, count }, [
          values.buffer,
        ]);
        return { zMean: zMean as Float32Array, zLogVar: zLogVar as Float32Array };
      },
      async dispose() {
        if (ended) return;
        await ask({ id: nextId++, op: "dispose" }).catch(() => undefined);
        await worker.terminate();
      },
    };
  }
}
