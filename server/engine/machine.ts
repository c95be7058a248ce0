import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";

/** Each thread of worker-engine.ts holds the models in memory once more. */
const MAX_THREADS = 8;

/** Threads that an engine on the CPU may use on this machine. */
export const CPU_THREADS = Math.min(MAX_THREADS, availableParallelism());

/** WebGPU also runs on a software rasteriser, slower than the CPU provider; on Linux a device node tells them apart. */
export function hasHardwareGpu(): boolean {
  if (process.platform !== "linux") return true;
  if (existsSync("/dev/nvidia0")) return true;
  try {
    return readdirSync("/dev/dri").some((name) => name.startsWith("renderD"));
  } catch {
    return false;
  }
}
