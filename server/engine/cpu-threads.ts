import { availableParallelism } from "node:os";

/** Beyond this each more brings little: small decodes are bound by memory, and every thread holds the models again. */
const MAX_THREADS = 8;

/** Threads that an engine on the CPU may use on this machine. */
export const cpuThreads = (): number => Math.min(MAX_THREADS, availableParallelism());
