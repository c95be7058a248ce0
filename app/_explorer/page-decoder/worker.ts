import type { FromWorker, ToWorker } from "./messages.ts";
import { openPageSession, type PageSession, runtimePath } from "./page-session.ts";

/** The part of a worker's global scope that is used; TypeScript's own types for it do not go with those of pages. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage: (message: FromWorker, transfer?: Transferable[]) => void;
}

const scope = globalThis as unknown as WorkerScope;
let session: PageSession | null = null;

scope.onmessage = ({ data }) => {
  const work = data.kind === "load" ? load(data) : draw(data);
  work.catch((cause: unknown) => scope.postMessage({ kind: "failed", reason: String(cause) }));
};

async function load(request: Extract<ToWorker, { kind: "load" }>): Promise<void> {
  const { origin, modelPath, latentDim } = request;
  const response = await fetch(new URL(modelPath, origin));
  if (!response.ok) throw new Error(`${modelPath} was answered with ${response.status}`);
  const model = new Uint8Array(await response.arrayBuffer());
  const opened = await openPageSession(new URL(runtimePath(), origin).href, model, latentDim);
  // The first run prepares what later ones reuse.
  await opened.decode(new Float32Array(latentDim));
  session = opened;
  scope.postMessage({ kind: "ready" });
}

async function draw({ z, count }: Extract<ToWorker, { kind: "draw" }>): Promise<void> {
  if (!session) throw new Error("draw came before load was answered");
  const pixels = await session.decode(z, count);
  scope.postMessage({ kind: "images", pixels }, [pixels.buffer]);
}
