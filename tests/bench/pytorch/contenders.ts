import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { Contender } from "../contender.ts";
import type { JsonProcess } from "../json-process.ts";
import { startPython } from "./python-process.ts";

export interface Pytorch {
  contenders: Contender[];
  /** `PyTorch 2.x: Intel MKL-DNN …`. */
  build: string;
  /** GFLOP/s of a 2048³ product on as many threads as all of this uses, the best library of PyTorch's and numpy's. */
  sgemm: (seconds: number) => Promise<number>;
  dispose: () => void;
}

export const PYTHON = "out/pytorch/bin/python";
const MODES = ["eager NCHW", "channels_last", "torch.compile"];

export const HOW_TO_GET =
  "PyTorch is not here: tests/bench/pytorch/install fetches it into out/pytorch";

/**
 * The same decoder in PyTorch: in one process that uses every core, and in as many single-threaded processes as there
 * are cores, which is how our own engine uses them.
 * @returns null where the environment was not installed
 */
export async function startPytorch(
  folder: string,
  { compile }: { compile: boolean },
): Promise<Pytorch | null> {
  if (!existsSync(PYTHON)) return null;
  const threads = availableParallelism();
  const start = (count: number, each: number) =>
    Array.from({ length: count }, () =>
      startPython(PYTHON, "serve.py", { args: [folder, String(each)] }),
    );
  const one = start(1, threads);
  const many = threads > 1 ? start(threads, 1) : [];
  const all = [...one, ...many];
  const dispose = () => {
    for (const child of all) child.end();
  };
  try {
    const [about] = await Promise.all(
      all.map((child) => child.ask<{ version: string; build: string[] }>({ op: "about" })),
    );
    const modes = MODES.filter((mode) => compile || mode !== "torch.compile");
    const contenders = modes.flatMap((mode) => [
      contender(`PyTorch ${mode}, 1 process × ${threads}`, mode, one),
      ...(many.length > 0
        ? [contender(`PyTorch ${mode}, ${threads} processes × 1`, mode, many)]
        : []),
    ]);
    return {
      contenders,
      build: `PyTorch ${about?.version}: ${about?.build.join("; ")}`,
      async sgemm(seconds) {
        const speeds = await one[0]?.ask<Record<string, number>>({ op: "sgemm", seconds });
        return Math.max(...Object.values(speeds ?? {}));
      },
      dispose,
    };
  } catch (cause) {
    dispose();
    throw cause;
  }
}

function contender(name: string, mode: string, processes: readonly JsonProcess[]): Contender {
  const prepare = (z: Float32Array, batch: number) =>
    Promise.all(
      processes.map((child) =>
        child.ask<{ pixels: string }>({ op: "prepare", mode, z: [...z], batch }),
      ),
    );
  return {
    name,
    async decode(z, count) {
      const [answer] = await prepare(z, count);
      return Buffer.from(answer?.pixels ?? "", "base64");
    },
    async rate(z, batch, seconds) {
      await prepare(z, batch);
      const runs = await Promise.all(
        processes.map((child) =>
          child.ask<{ images: number; seconds: number }>({ op: "run", seconds }),
        ),
      );
      return runs.reduce((sum, run) => sum + run.images / run.seconds, 0);
    },
  };
}
