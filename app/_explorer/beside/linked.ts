import { liveChanged } from "../live.ts";
import { useExplorer } from "../store.ts";
import { createReconstructions, type Reconstructions, type Seen } from "./reconstructions.ts";
import { createShadows } from "./shadows.ts";

/** What changes at frame rate while two models stand side by side; beside `live`, and read like it. */
export const shadows = createShadows();

let reconstructions: Reconstructions | null = null;

/** Opens what draws the images of both models. Returns the undo. */
export function openLink(): () => void {
  const opened = createReconstructions(liveChanged);
  reconstructions = opened;
  return () => {
    opened.close();
    shadows.clear();
    reconstructions = null;
  };
}

/** The datum that both halves show: the one under the pointer, else the nearest to the own place. */
export function shownRow(): number | null {
  return useExplorer.getState().hovered ?? shadows.row;
}

/** A model's image of a datum, once it is here. */
export function reconstructionOf({ card }: Pick<Seen, "card">, row: number): Uint8Array | null {
  return reconstructions?.find(card, row) ?? null;
}

/** Why images do not come at the moment; null while they do. */
export const linkFault = (): string | null => reconstructions?.fault ?? null;

/** Asks for what is to be seen: of both models the datum shown, of the second the one where the own cursor stands too. */
export function wantImages(room: Seen, beside: Seen): void {
  const row = shownRow();
  const own = shadows.row;
  if (row !== null) reconstructions?.want(room, [row]);
  const rows = [own, row].filter((each) => each !== null);
  if (rows.length > 0) reconstructions?.want(beside, [...new Set(rows)]);
}
