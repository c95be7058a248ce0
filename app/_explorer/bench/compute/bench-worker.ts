import type { Outcome, Task } from "./bench-engine.ts";
import type { FromBench, ToBench } from "./messages.ts";
import type { Subject } from "./subjects.ts";

/** The bench's engine in a worker of this page. */
export interface BenchWorker {
  /** Fetches and opens what a subject needs. Rejects with the reason. */
  load: (subject: Subject) => Promise<void>;
  run: (task: Task, subject: Subject) => Promise<Outcome>;
  /** Ends it, and gives its memory back; what waits is never answered. */
  close: () => void;
}

interface Waiting {
  resolve: (answer: FromBench) => void;
  reject: (cause: Error) => void;
}

/** The part of a worker that is used. */
type AnyWorker = Pick<Worker, "onmessage" | "onerror" | "postMessage" | "terminate">;

const openWorker = (): AnyWorker =>
  new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });

export function openBenchWorker(open = openWorker): BenchWorker {
  const waiting = new Map<number, Waiting>();
  let worker: AnyWorker | null = null;
  let lastId = 0;
  const close = () => {
    worker?.terminate();
    worker = null;
  };
  const start = () => {
    const started = open();
    started.onmessage = ({ data }: MessageEvent<FromBench>) => {
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.kind === "failed") asked?.reject(new Error(data.reason));
      else asked?.resolve(data);
    };
    // It could not be loaded, or ran out of memory: each who waits hears it, and the next question starts another, which
    // opens what it needs again.
    started.onerror = (event) => {
      close();
      const cause = new Error(event.message || "the worker could not be loaded");
      for (const { reject } of waiting.values()) reject(cause);
      waiting.clear();
    };
    return started;
  };
  const ask = (message: Omit<ToBench, "id" | "origin">) =>
    new Promise<FromBench>((resolve, reject) => {
      waiting.set(++lastId, { resolve, reject });
      worker ??= start();
      worker.postMessage({ ...message, id: lastId, origin: location.origin });
    });
  return {
    async load(subject) {
      await ask({ kind: "load", subject });
    },
    async run(task, subject) {
      const answer = await ask({ kind: "run", task, subject } as Omit<ToBench, "id" | "origin">);
      if (answer.kind !== "done") throw new Error("the worker answered something else");
      return answer.outcome;
    },
    close,
  };
}
