import { afterEach, expect, it } from "vitest";
import { onLayers, showLayers, shownLayers } from "../../../app/_explorer/layers/layers.ts";
import { usePosteriorView } from "../../../app/_explorer/posterior/posterior-view.ts";
import { LAYERS } from "../../../server/protocol/view-state.ts";

afterEach(() => showLayers(""));

const [no, yes] = [false, true];

it.each([
  ["", { rings: no, ofHovered: no, ofClass: null, outer: no, curves: no }],
  ["rings", { rings: yes, ofHovered: no, ofClass: null, outer: no, curves: no }],
  ["sigma-h-c0", { rings: no, ofHovered: yes, ofClass: 0, outer: no, curves: no }],
  ["sigma-c255-2", { rings: no, ofHovered: no, ofClass: 255, outer: yes, curves: no }],
  [
    "rings.sigma-h-2.curves",
    { rings: yes, ofHovered: yes, ofClass: null, outer: yes, curves: yes },
  ],
])("[PV6] %j comes back from its words, whatever was shown before", (words, view) => {
  usePosteriorView.setState(view);
  expect(shownLayers()).toBe(words);
  expect(words === "" || LAYERS.test(words)).toBe(true);
  for (const other of ["", "rings", "sigma-h-c3.curves", "unheard-of.rings"]) {
    showLayers(other);
    showLayers(words);
    expect(usePosteriorView.getState()).toEqual(view);
  }
});

it("[PV6] words of a later version, or of nobody, show nothing and break nothing", () => {
  for (const words of ["hologram-3", "sigma", "sigma-x-c", "sigma-c9999", "..--", "ring"]) {
    showLayers(words);
    expect(shownLayers()).toBe("");
  }
});

it("[PV6] who sends views hears of each change, and of none after the undo", () => {
  let heard = 0;
  const stop = onLayers(() => heard++);
  usePosteriorView.setState({ rings: true });
  expect(heard).toBeGreaterThan(0);
  stop();
  const then = heard;
  usePosteriorView.setState({ rings: false });
  expect(heard).toBe(then);
});
