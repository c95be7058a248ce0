import type { BenchDamage, BenchSource } from "../../../../server/protocol/bench.ts";
import { embeddingCount, imageSize } from "../../../../server/protocol/card-shape.ts";
import type { Dataset } from "../../../../server/protocol/dataset.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { text } from "../../../_i18n/text.ts";
import { openDataImages } from "../../data-images/data-images.ts";
import { decodeLatents } from "../../decode.ts";
import { readBookmark } from "../../saved.ts";
import type { BenchCard } from "../candidates.ts";
import { noiseImage } from "../compute/damage.ts";
import { readPixelText } from "./pixel-text.ts";

/** Of a place: decoded by the server, so that every page has the same bytes. */
const places = new Map<string, Promise<Uint8Array>>();

/**
 * The undamaged image, 0..1.
 * @param cards of this server, which name its data sets
 * @throws Error with a sentence for the person
 */
export async function imageOf(
  source: BenchSource,
  damage: BenchDamage,
  room: ModelCard,
  cards: readonly BenchCard[],
): Promise<Float32Array> {
  if (source.kind === "noise") return noiseImage(room.imageShape, damage);
  const bytes = await bytesOf(source, room, cards);
  if (bytes.length !== imageSize(room)) throw new Error(text("bench.fault.otherShape"));
  return Float32Array.from(bytes, (value) => value / 255);
}

async function bytesOf(
  source: Exclude<BenchSource, { kind: "noise" }>,
  room: ModelCard,
  cards: readonly BenchCard[],
): Promise<Uint8Array> {
  switch (source.kind) {
    case "datum": {
      const dataset = datasetOf(source.dataset, cards);
      if (!dataset || source.row >= embeddingCount({ dataset }))
        throw new Error(text("bench.fault.noDatum"));
      return (await openDataImages(dataset)).row(source.row);
    }
    case "place": {
      const known = places.get(source.id) ?? placeBytes(source.id);
      places.set(source.id, known);
      known.catch(() => places.delete(source.id));
      return known;
    }
    case "pixels": {
      const pixels = readPixelText(source.deflated, imageSize(room));
      if (!pixels) throw new Error(text("bench.fault.otherShape"));
      return pixels;
    }
    default:
      return source satisfies never;
  }
}

async function placeBytes(id: string): Promise<Uint8Array> {
  const place = await readBookmark(id);
  if (!place) throw new Error(text("bench.fault.noPlace"));
  const [bytes] = await decodeLatents(place.modelId, [place.z]);
  if (!bytes) throw new Error(text("bench.fault.noPlace"));
  return bytes;
}

function datasetOf(id: string, cards: readonly BenchCard[]): Dataset | undefined {
  return cards.find(({ dataset }) => dataset.id === id)?.dataset;
}
