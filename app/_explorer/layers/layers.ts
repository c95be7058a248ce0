import { mapLayer } from "../map/map-layer.ts";
import { posteriorLayers } from "../posterior/posterior-view.ts";
import type { Layer } from "./layer.ts";

/** By name, which is a word of small letters. A new layer is one line. */
const LAYERS: Readonly<Record<string, Layer>> = { ...posteriorLayers, map: mapLayer };

/** All that are shown, as a view holds them: `rings.sigma-c4-2`. */
export function shownLayers(): string {
  return Object.entries(LAYERS)
    .flatMap(([name, { read }]) => {
      const word = read();
      return word === null ? [] : [word ? `${name}-${word}` : name];
    })
    .join(".");
}

/** Shows what `layers` names and nothing else. Of a later version's layers nothing is known, and nothing shown. */
export function showLayers(layers: string): void {
  const wanted = new Map(
    layers.split(".").map((part) => {
      const [name = "", ...words] = part.split("-");
      return [name, words.join("-")] as const;
    }),
  );
  for (const [name, { read, show }] of Object.entries(LAYERS)) {
    const word = wanted.get(name) ?? null;
    if (read() !== word) show(word);
  }
}

/** Calls `listener` when something else may be shown. Returns the undo. */
export function onLayers(listener: () => void): () => void {
  const undo = Object.values(LAYERS).map(({ onChange }) => onChange(listener));
  return () => {
    for (const stop of undo) stop();
  };
}
