import type { BenchState } from "../../../server/protocol/bench.ts";
import { after } from "../after.ts";
import { ask } from "../connection/commands.ts";
import { changeBench, useBench } from "./bench-store.ts";

/** A slider that is dragged is told ten times a second, the newest each time. */
const SHOW_MS = 100;

export async function showBench(): Promise<void> {
  const { own } = useBench.getState();
  if (!own || (await ask("bench:show", { state: own })) === undefined) return;
  useBench.setState({ mode: "showing" });
  // Changed while the server was asked.
  if (useBench.getState().own !== own) changeBench((state) => ({ ...state }));
}

export function endBench(): void {
  void ask("bench:show", { state: null });
}

/**
 * Tells everyone what this page does, while it shows its bench. Returns the undo.
 * @param send by whom it is told, for tests
 */
export function tellShownBench(
  send: (state: BenchState) => void = (state) => void ask("bench:show", { state }),
): () => void {
  let waiting: (() => void) | null = null;
  let told = 0;
  const tell = () => {
    waiting = null;
    told = performance.now();
    const { mode, own } = useBench.getState();
    if (mode === "showing" && own) send(own);
  };
  const stop = useBench.subscribe((now, before) => {
    if (now.mode !== "showing" || now.own === before.own || before.mode !== "showing") return;
    waiting ??= after(Math.max(0, told + SHOW_MS - performance.now()), tell);
  });
  return () => {
    stop();
    waiting?.();
  };
}
