import { type ChildProcess, fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { ImportError } from "../import-error.ts";
import type { Ask, Feed, Output, Reply } from "./protocol.ts";

/** Runs foreign models in a process of their own, which is ended when one of them hangs or takes all memory. */
export interface Runner {
  /** @throws EngineError when it cannot open the file; ImportError when that takes too long or too much */
  open: (key: string, file: string) => Promise<void>;
  /** @throws EngineError when the engine says no; ImportError when it takes too long or too much */
  run: (key: string, feed: Feed, options: RunOptions) => Promise<Output[]>;
  close: () => void;
}

interface RunOptions {
  wanted: readonly string[];
  /** How many it computes: each may take `maxMs`. */
  images: number;
  as?: "floats" | "bytes";
}

/** What the engine says in its own words; whoever asked knows what it means. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}

export interface RunnerLimits {
  /** What an image may take, in milliseconds. */
  maxMs: number;
  maxBytes?: number;
  /** What opening a file may take. */
  openMs?: number;
  /** The process's script. */
  entry?: URL;
}

const OPEN_MS = 60_000;
/** The first run of a session also prepares; and a process must be heard. */
const GRACE_MS = 3_000;
const LOOK_MS = 200;
const MEMORY_MAX = 8 * 2 ** 30;
const SHARE_OF_MEMORY = 0.6;
const PAGE_BYTES = 4096;

interface Waiting {
  resolve: (outputs: Output[]) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

export function createRunner({
  maxMs,
  maxBytes = Math.min(MEMORY_MAX, totalmem() * SHARE_OF_MEMORY),
  openMs = OPEN_MS,
  entry = new URL("./child-entry.mjs", import.meta.url),
}: RunnerLimits): Runner {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let over: Error | undefined;
  const child = fork(fileURLToPath(entry), {
    serialization: "advanced",
    // What the engine writes to the terminal is in its errors too.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const watch = setInterval(async () => {
    if ((await residentBytes(child)) > maxBytes) end(tooMuch(maxBytes));
  }, LOOK_MS);
  child.on("message", settle);
  child.on("error", ({ message }) => end(new ImportError(`The engine's process: ${message}.`)));
  child.on("exit", (code, signal) => end(crashed(signal ?? `exit code ${code}`)));

  function settle(reply: Reply): void {
    const one = waiting.get(reply.id);
    if (one === undefined) return;
    waiting.delete(reply.id);
    clearTimeout(one.timer);
    if ("error" in reply) one.reject(new EngineError(reply.error));
    else one.resolve(reply.outputs);
  }

  /** The first reason is the one that everyone hears. */
  function end(error: Error): void {
    over ??= error;
    clearInterval(watch);
    child.kill("SIGKILL");
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(over);
    }
    waiting.clear();
  }

  function ask(question: Ask, ms: number, slow: string): Promise<Output[]> {
    if (over) return Promise.reject(over);
    const id = asked++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(new ImportError(slow)), ms);
      waiting.set(id, { resolve, reject, timer });
      child.send({ ...question, id }, (error) => {
        if (error) settle({ id, error: error.message });
      });
    });
  }

  return {
    async open(key, file) {
      const slow = `${key} was not open after ${openMs / 1000} s: it is too large, or computes without end.`;
      await ask({ kind: "open", key, file }, openMs, slow);
    },
    run(key, feed, { wanted, images, as = "floats" }) {
      const slow = `${key} takes longer than ${maxMs.toLocaleString("en")} ms an image; --max-ms allows more, but a room would wait as long for each move.`;
      return ask({ kind: "run", key, feed, wanted, as }, maxMs * images + GRACE_MS, slow);
    },
    close: () => end(new ImportError("The engine has been closed.")),
  };
}

/** 0 where the system does not say so: elsewhere than on Linux memory is not bounded. */
async function residentBytes({ pid }: ChildProcess): Promise<number> {
  const pages = await readFile(`/proc/${pid}/statm`, "utf8").catch(() => "");
  return Number(pages.split(" ")[1] ?? 0) * PAGE_BYTES;
}

function tooMuch(maxBytes: number): ImportError {
  const megabytes = Math.round(maxBytes / 2 ** 20).toLocaleString("en");
  return new ImportError(`The model takes more than ${megabytes} MB of memory to run.`);
}

function crashed(how: string): ImportError {
  return new ImportError(
    `The engine ended (${how}) while it ran the model: out of memory, or a fault of its own.`,
  );
}
