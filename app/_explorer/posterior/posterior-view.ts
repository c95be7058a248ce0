import { create } from "zustand";
import type { Layer } from "../layers/layer.ts";

interface PosteriorView {
  /** Circles or spheres of 1, 2 and 3 σ of the prior, with the share of it that each holds. */
  rings: boolean;
  /** σ of the datum under the pointer. */
  ofHovered: boolean;
  /** σ of every datum of this class; null: of none. */
  ofClass: number | null;
  /** Beside each surface of one σ that of two. */
  outer: boolean;
  /** Behind each slider, where the codes lie. */
  curves: boolean;
}

const initial: PosteriorView = {
  rings: false,
  ofHovered: false,
  ofClass: null,
  outer: false,
  curves: false,
};

/** What this page shows of prior and posterior in the scene and at the sliders. */
export const usePosteriorView = create<PosteriorView>()(() => initial);

const CLASS = /^c(\d{1,3})$/;

/** `h` for the datum pointed at, `c4` for a class, `2` for two σ. */
function sigmaWord({ ofHovered, ofClass, outer }: PosteriorView): string | null {
  const parts = [ofHovered && "h", ofClass !== null && `c${ofClass}`, outer && "2"];
  return parts.filter((part) => part !== false).join("-") || null;
}

function sigmaOf(word: string | null) {
  const parts = word?.split("-") ?? [];
  const label = parts.map((part) => CLASS.exec(part)?.[1]).find((found) => found !== undefined);
  return {
    ofHovered: parts.includes("h"),
    ofClass: label === undefined ? null : Number(label),
    outer: parts.includes("2"),
  };
}

const layer = (read: Layer["read"], show: Layer["show"]): Layer => ({
  read,
  show,
  onChange: usePosteriorView.subscribe,
});

/** What of it goes along with a view. */
export const posteriorLayers = {
  rings: layer(
    () => (usePosteriorView.getState().rings ? "" : null),
    (word) => usePosteriorView.setState({ rings: word !== null }),
  ),
  sigma: layer(
    () => sigmaWord(usePosteriorView.getState()),
    (word) => usePosteriorView.setState(sigmaOf(word)),
  ),
  curves: layer(
    () => (usePosteriorView.getState().curves ? "" : null),
    (word) => usePosteriorView.setState({ curves: word !== null }),
  ),
} as const;
