import { availableParallelism } from "node:os";
import type { EngineInfo } from "../protocol/entities.ts";
import type { Engine } from "./engine.ts";
import { startWorkerLane, type WorkerLane } from "./worker-lane.ts";
import type { WorkerStart } from "./worker-protocol.ts";

/** Each lane holds the models in memory once more. */
const MAX_LANES = 8;

/**
 * Runs the chosen engine in worker threads, so that no matrix product ever blocks the sockets. Where it computes on
 * the CPU there is a thread for each core: independent decodes fill the cores better than threads that share one.
 * Resolves with the first; the others join as they start.
 * @throws Error with the worker's own sentence when no engine loads
 */
export async function startWorkerEngine(
  start: WorkerStart,
  maxLanes: number = Math.min(MAX_LANES, availableParallelism()),
): Promise<Engine> {
  const first = await startWorkerLane(start);
  const { info } = first;
  const count = isSingleThreaded(info) ? maxLanes : 1;
  const lanes: WorkerLane[] = [first];
  let disposed = false;
  const others = Array.from({ length: count - 1 }, async () => {
    // A lane that does not start leaves the engine as fast as it is.
    const lane = await startWorkerLane({ ...start, choice: choiceOf(info) }).catch(() => null);
    if (lane && disposed) await lane.dispose();
    else if (lane) lanes.push(lane);
  });
  const freest = () => {
    const alive = lanes.filter((lane) => lane.alive);
    return (alive.length > 0 ? alive : [first]).reduce((best, lane) =>
      lane.waiting < best.waiting ? lane : best,
    );
  };

  return {
    info: count > 1 ? { ...info, label: `${info.label}, ${count} threads` } : info,
    get lanes() {
      return lanes.length;
    },
    async decode(modelId, z, count) {
      // The caller keeps `z`; a copy of a few floats is handed to the thread.
      const [pixels] = await freest().ask({ op: "decode", modelId, values: z.slice(), count });
      return pixels as Uint8Array;
    },
    async encode(modelId, pixels, count) {
      const values = pixels.slice();
      const [zMean, zLogVar] = await freest().ask({ op: "encode", modelId, values, count });
      return { zMean: zMean as Float32Array, zLogVar: zLogVar as Float32Array };
    },
    async dispose() {
      disposed = true;
      await Promise.all([...others, ...lanes.map((lane) => lane.dispose())]);
    },
  };
}

/** GPUs fill themselves, and native TensorFlow has threads of its own. */
function isSingleThreaded({ kind, device }: EngineInfo): boolean {
  return device === "wasm" || (kind === "onnx" && device === "cpu");
}

/** The other lanes must be what the first turned out to be. */
const choiceOf = ({ kind }: EngineInfo) => (kind === "onnx" ? "onnx-cpu" : "tensorflow-wasm");
