import { join } from "node:path";
import { ARTIFACT_FILES } from "../../protocol/artifact-files.ts";
import type { StoredCard } from "../../protocol/model-card.ts";
import { toBytes } from "../../protocol/pixels.ts";
import type { Range } from "../decide/range.ts";
import type { Decode } from "../pictures/draw-sheets.ts";
import { pictureReader } from "../pictures/picture-reader.ts";
import type { DataRows } from "../rows/open-rows.ts";
import { bringEncoder, type EncoderTask, picturesAtOnce } from "./bring-encoder.ts";
import { type Coder, heldOutFigures } from "./held-out.ts";
import { openEncoder } from "./open-encoder.ts";
import { pcaBeside } from "./pca-beside.ts";

/** Opens the encoder that was given, if one was, before anything takes long. */
export async function encoderTask(
  path: string | undefined,
  { model, ...task }: Omit<EncoderTask, "encoder" | "path"> & { model: string },
): Promise<EncoderTask | undefined> {
  if (path === undefined) return undefined;
  const encoder = await openEncoder(path, { ...task, layout: task.wishes.layout });
  return { ...task, encoder, path: join(model, ARTIFACT_FILES.encoderOnnx) };
}

/** The encoder, and with pictures what it is worth, beside PCA. */
export async function withEncoder(
  task: EncoderTask,
  { rows, range, decode, seed }: { rows: DataRows; range: Range; decode: Decode; seed: number },
): Promise<Pick<StoredCard, "metrics" | "baselines">> {
  const { picture, report } = task;
  const { shape } = picture;
  const read = rows.files && pictureReader(rows.files, [...shape]);
  const draw =
    read ??
    (async (from: number, to: number) => await decode(await rows.codes(from, to), to - from));
  const encode = await bringEncoder(task, { rows, range, draw });
  if (read === null || rows.counts.heldOut === 0) return { metrics: {}, baselines: {} };
  const parts = {
    ...{ rows, shape, report, step: picturesAtOnce(picture) },
    read: async (from: number, to: number) => unit(await read(from, to)),
  };
  const model: Coder = {
    dim: rows.dim,
    encode: async (pictures, count) => await encode(toBytes(pictures), count),
    decode: async (codes, count) => unit(await decode(codes, count)),
  };
  const metrics = await heldOutFigures(model, parts, "Measuring held-out pictures");
  const pca = await pcaBeside(parts, seed);
  const beside = pca ? await heldOutFigures(pca, parts, "Measuring PCA beside") : {};
  const baselines = Object.entries(beside).map(([name, value]) => [`pca.${name}`, value]);
  return { metrics, baselines: Object.fromEntries(baselines) };
}

const unit = (pixels: Uint8Array) => Float32Array.from(pixels, (byte) => byte / 255);
