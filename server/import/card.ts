import { type StoredCard, storedCardSchema } from "../protocol/model-card.ts";
import type { LatentInput } from "./decide/latent-input.ts";
import type { Picture } from "./decide/picture.ts";
import type { Range } from "./decide/range.ts";
import type { OnnxFile } from "./graph/read-model.ts";
import type { ImportOptions } from "./options.ts";
import type { DataRows } from "./rows/open-rows.ts";

/** What a card is written from. */
export interface CardParts {
  options: Pick<ImportOptions, "id" | "name" | "license" | "command">;
  decoder: {
    file: Pick<OnnxFile, "name" | "parameters">;
    input: LatentInput;
    picture: Picture;
    range: Range;
  };
  encoder: Pick<OnnxFile, "parameters"> | undefined;
  rows: Pick<DataRows, "from" | "mean" | "std">;
  space: Pick<StoredCard, "projection" | "points">;
  figures: Pick<StoredCard, "metrics" | "baselines">;
  weightsHash: string;
  date: Date;
}

/** The card of a decoder that was brought along: what is known, and nothing else. */
export function makeCard(parts: CardParts): StoredCard {
  const { options, decoder, encoder, rows, space, figures, weightsHash, date } = parts;
  const { file, input, picture, range } = decoder;
  const [height, width, channels] = picture.shape;
  return storedCardSchema.parse({
    id: options.id,
    title: options.name,
    summary: `Brought along: ${input.dim.toLocaleString("en")} numbers become ${height}×${width} pixels in ${channels === 1 ? "grey" : "colour"}.`,
    kind: "decoder",
    imageShape: picture.shape,
    loss: null,
    training: null,
    ...figures,
    weightsHash,
    latentDim: input.dim,
    beta: 0,
    parameters: { encoder: encoder?.parameters ?? null, decoder: file.parameters },
    klPerDimension: [],
    ...space,
    projection: short(space.projection),
    imported: {
      command: options.command,
      date: date.toISOString(),
      file: file.name.slice(0, 200),
      licence: options.license,
      input: input.shape,
      layout: picture.layout,
      range,
      batch: input.batch || (input.batch === 0 ? 1 : null),
      latents: rows.from,
      mean: Array.from(rows.mean, float32),
      std: Array.from(rows.std, float32),
    },
    dataset: options.id,
  });
}

/** As many digits as a float32 has: a card of 1,024 dimensions is read by every page of the lobby. */
function float32(value: number): number {
  return Number(value.toPrecision(8));
}

function short(projection: StoredCard["projection"]): StoredCard["projection"] {
  if (projection.kind !== "pca") return projection;
  const { mean, components } = projection;
  return {
    ...projection,
    mean: mean.map(float32),
    components: components.map((row) => row.map(float32)),
  };
}
