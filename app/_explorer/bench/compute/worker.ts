import { type LinearMap, linearMapOf } from "../../../../server/degrade/linear-map.ts";
import { fromHalf } from "../../../../server/latent/half.ts";
import { openNet, runtimePath } from "../../page-decoder/page-session.ts";
import { createBenchEngine } from "./bench-engine.ts";
import type { FromBench, ToBench } from "./messages.ts";
import { createNets } from "./nets.ts";
import { filesOf } from "./subjects.ts";

/** The part of a worker's global scope that is used; TypeScript's own types for it do not go with those of pages. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToBench>) => void) | null;
  postMessage: (message: FromBench, transfer?: Transferable[]) => void;
}

/** Of a dozen models, encoder and decoder each; some megabytes apiece. */
const NETS_MAX = 24;

const scope = globalThis as unknown as WorkerScope;
let origin = "";
/** Runs follow each other: two at once would share one memory and gain nothing. */
let last: Promise<unknown> = Promise.resolve();

const nets = createNets(async (file) => {
  const model = await fetchBytes(file);
  return openNet(new URL(runtimePath(), origin).href, model);
}, NETS_MAX);

/** By address; one that failed is fetched again. */
const maps = new Map<string, Promise<LinearMap>>();
const linearMap = (file: string): Promise<LinearMap> => {
  const map = maps.get(file) ?? fetchMap(file);
  maps.set(file, map);
  map.catch(() => maps.delete(file));
  return map;
};
const engine = createBenchEngine({ nets, linearMap });

scope.onmessage = ({ data }) => {
  ({ origin } = data);
  const work = data.kind === "load" ? load(data) : run(data);
  work.catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    scope.postMessage({ id: data.id, kind: "failed", reason });
  });
};

async function load({ id, subject }: ToBench): Promise<void> {
  if (subject.kind === "baseline" && subject.map) await linearMap(subject.map);
  for (const file of filesOf(subject)) await nets.get(file);
  scope.postMessage({ id, kind: "loaded" });
}

async function run({ id, task, subject }: Extract<ToBench, { kind: "run" }>): Promise<void> {
  const running = last.then(() => engine.run(task, subject));
  last = running.catch(() => {});
  const outcome = await running;
  scope.postMessage({ id, kind: "done", outcome });
}

async function fetchMap(file: string): Promise<LinearMap> {
  return linearMapOf(fromHalf(await fetchBytes(file)));
}

/** A worker may run from a blob, where paths lead nowhere: hence the origin. */
async function fetchBytes(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL(file, origin));
  if (!response.ok) throw new Error(`${file} was answered with ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
