import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { fitImage, type Picture } from "../../../bench/source/fit-image.ts";
import { writePixels } from "../../../bench/source/pixel-text.ts";
import { setSource } from "./set-source.ts";

/** Puts a picture on the bench, fitted to the room's images. False when it is too large for one. */
export function putPicture(
  picture: Picture,
  from: "drawing" | "upload",
  { imageShape }: ModelCard,
): boolean {
  const { pixels, inverted } = fitImage(picture, imageShape);
  const deflated = writePixels(pixels);
  if (!deflated) return false;
  setSource({ kind: "pixels", from, inverted, deflated });
  return true;
}
