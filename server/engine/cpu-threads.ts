import { availableParallelism } from "node:os";

/** Each thread of worker-engine.ts holds the models in memory once more. */
const MAX_THREADS = 8;

/** Threads that an engine on the CPU may use on this machine. */
export const cpuThreads = (): number => Math.min(MAX_THREADS, availableParallelism());
