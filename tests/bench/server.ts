import { type ChildProcess, fork } from "node:child_process";
import { readCatalog } from "../../server/engine/catalog.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";

/** What the server's own process says of itself. */
export interface ServerFigures {
  event_loop_p99_ms: number;
  rss_mb: number;
  /** Heap and external memory, after a collection. */
  heap_mb: number;
  superseded_per_s: number;
}

/** `ours` is the real server without pages; baselines/ has the others. */
export type ServerKind = "ours" | "sane" | "naive";

/** Handed to room-server.ts as one JSON argument. */
export interface ServerOptions {
  kind: ServerKind;
  model: string;
  rooms?: number;
  /** Address of a database; rooms are held in memory alone where left out. */
  database?: string;
}

export interface BenchServer {
  kind: ServerKind;
  url: string;
  roomIds: readonly string[];
  latentDim: number;
  /** Starts counting the event loop's delay. */
  measure: () => void;
  report: () => Promise<ServerFigures>;
  /** Resolves when the process has ended. */
  stop: () => Promise<void>;
}

/** Starts room-server.ts in a process of its own, so that its event loop is measured and not the bots'. */
export async function startBenchServer(options: ServerOptions): Promise<BenchServer> {
  const { kind, model } = options;
  const latentDim = readCatalog(ARTIFACTS).get(model)?.card.latentDim;
  if (!latentDim) throw new Error(`There is no model “${model}”.`);
  const child = fork(
    new URL("./room-server.ts", import.meta.url).pathname,
    [JSON.stringify(options)],
    // NaN, what has no figure, survives this way.
    { execArgv: [...process.execArgv, "--expose-gc"], serialization: "advanced" },
  );
  const { port, roomIds } = await answer<{ port: number; roomIds: string[] }>(child);
  let reported: Promise<unknown> = Promise.resolve();
  return {
    kind,
    url: `http://127.0.0.1:${port}`,
    roomIds,
    latentDim,
    measure: () => void child.send("measure"),
    report() {
      // One after another: answers carry no name of the question.
      const next = reported
        .catch(() => undefined)
        .then(() => {
          child.send("report");
          return answer<ServerFigures>(child);
        });
      reported = next;
      return next;
    },
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.disconnect();
      }),
  };
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) =>
      reject(new Error(`the benchmark's server ended with ${code}`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message as T);
    });
  });
}
