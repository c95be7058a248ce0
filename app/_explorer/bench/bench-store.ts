import { create } from "zustand";
import type { BenchState, ShownBench } from "../../../server/protocol/bench.ts";
import { useUi } from "../panel/ui-state.ts";

/** `showing`: everyone sees what this page does; `following`: this page sees what somebody shows. */
type BenchMode = "own" | "following" | "showing";

interface BenchStore {
  mode: BenchMode;
  /** Of this page; null until its bench was opened. */
  own: BenchState | null;
  /** What everyone is shown. */
  shown: ShownBench | null;
  /** Covers the cloud. */
  full: boolean;
}

const initial: BenchStore = { mode: "own", own: null, shown: null, full: false };

/** The workbench of this page. What it is made of is loaded when it is opened. */
export const useBench = create<BenchStore>()(() => initial);

export function resetBench(): void {
  useBench.setState(initial, true);
}

/** What the bench of this page holds: its own, or that of whoever shows theirs. */
export function benchState({ mode, own, shown }: BenchStore): BenchState | null {
  return mode === "following" ? (shown?.state ?? null) : own;
}

export function openBench(): void {
  useUi.setState({ dialog: "bench" });
}

/** What the server says everyone is shown. A bench that somebody begins to show opens, unless this person is at something else. */
export function hearBench(shown: ShownBench | null, me: number): void {
  const { mode, shown: before, own } = useBench.getState();
  if (!shown) {
    useBench.setState({ shown, mode: "own" });
    if (mode === "following" && useUi.getState().dialog === "bench")
      useUi.setState({ dialog: null });
    return;
  }
  if (shown.slot === me) {
    // What this page holds is newer, unless it was loaded anew.
    useBench.setState({ shown, mode: "showing", own: own ?? shown.state });
    return;
  }
  const begins = before?.slot !== shown.slot;
  useBench.setState({ shown, mode: begins ? "following" : mode });
  if (begins && useUi.getState().dialog === null) openBench();
}

/** Leaves what is shown, and goes on from there on one's own. */
export function workApart(): void {
  const { own, shown } = useBench.getState();
  useBench.setState({ mode: "own", own: shown?.state ?? own });
}

/** Back to what everyone is shown. */
export function followBench(): void {
  if (useBench.getState().shown) useBench.setState({ mode: "following" });
}

/** Changes the own bench; while somebody else's is shown, nothing. */
export function changeBench(change: (state: BenchState) => BenchState): void {
  const { mode, own } = useBench.getState();
  if (own && mode !== "following") useBench.setState({ own: change(own) });
}
