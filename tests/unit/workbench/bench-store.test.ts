import { beforeEach, expect, it } from "vitest";
import {
  benchState,
  changeBench,
  followBench,
  hearBench,
  resetBench,
  useBench,
  workApart,
} from "../../../app/_explorer/bench/bench-store.ts";
import { resetUi, useUi } from "../../../app/_explorer/panel/ui-state.ts";
import { BENCH } from "./bench.ts";

const ME = 3;
const theirs = (row: number) => ({
  slot: 1,
  state: { ...BENCH, source: { kind: "datum" as const, dataset: "digits", row } },
});
const shown = () => {
  const source = benchState(useBench.getState())?.source;
  return source?.kind === "datum" ? source.row : null;
};

beforeEach(() => {
  resetBench();
  resetUi();
});

it("[WB15] a bench that somebody begins to show opens and is followed; on one's own one goes on from it, and comes back", () => {
  hearBench(theirs(1), ME);
  expect(useUi.getState().dialog).toBe("bench");
  hearBench(theirs(2), ME);
  expect(shown()).toBe(2);
  // Who looks changes nothing.
  changeBench((state) => ({ ...state, models: [] }));
  expect(benchState(useBench.getState())?.models).toBeNull();
  workApart();
  hearBench(theirs(3), ME);
  expect(shown()).toBe(2);
  changeBench((state) => ({ ...state, models: ["digits-3d"] }));
  expect(benchState(useBench.getState())?.models).toEqual(["digits-3d"]);
  followBench();
  expect(shown()).toBe(3);
  hearBench(null, ME);
  expect(useUi.getState().dialog).toBeNull();
});

it("[WB15] whoever is at something else is not torn away, and one's own bench survives the end of theirs", () => {
  useUi.setState({ dialog: "help" });
  hearBench(theirs(1), ME);
  expect(useUi.getState().dialog).toBe("help");
  useUi.setState({ dialog: "bench" });
  workApart();
  hearBench(null, ME);
  expect(useUi.getState().dialog).toBe("bench");
  expect(shown()).toBe(1);
});

it("[WB15] whoever shows theirs is not told back what they did; loaded anew they have it again", () => {
  useBench.setState({ own: BENCH, mode: "showing" });
  hearBench({ slot: ME, state: theirs(5).state }, ME);
  expect(useBench.getState().own).toEqual(BENCH);
  resetBench();
  hearBench({ slot: ME, state: theirs(5).state }, ME);
  expect(shown()).toBe(5);
  expect(useBench.getState().mode).toBe("showing");
});
