import { join } from "node:path";
import { ARTIFACT_FILES } from "../../protocol/artifact-files.ts";
import type { StoredCard } from "../../protocol/model-card.ts";
import type { Range } from "../decide/range.ts";
import type { Decode } from "../pictures/draw-sheets.ts";
import { pictureReader } from "../pictures/picture-reader.ts";
import type { DataRows } from "../rows/open-rows.ts";
import { bringEncoder, type EncoderTask, picturesAtOnce } from "./bring-encoder.ts";
import { heldOutFigures } from "./held-out.ts";
import { openEncoder } from "./open-encoder.ts";

/** Opens the encoder that was given, if one was, before anything takes long. */
export async function encoderTask(
  path: string | undefined,
  { model, ...task }: Omit<EncoderTask, "encoder" | "path"> & { model: string },
): Promise<EncoderTask | undefined> {
  if (path === undefined) return undefined;
  const encoder = await openEncoder(path, { ...task, layout: task.wishes.layout });
  return { ...task, encoder, path: join(model, ARTIFACT_FILES.encoderOnnx) };
}

/** The encoder, and with pictures what it is worth. */
export async function withEncoder(
  task: EncoderTask,
  { rows, range, decode }: { rows: DataRows; range: Range; decode: Decode },
): Promise<StoredCard["metrics"]> {
  const { picture, report } = task;
  const shape = [...picture.shape] as [number, number, 1 | 3];
  const read = rows.files && pictureReader(rows.files, shape);
  const draw =
    read ??
    (async (from: number, to: number) => await decode(await rows.codes(from, to), to - from));
  const encode = await bringEncoder(task, { rows, range, draw });
  if (read === null) return {};
  return await heldOutFigures({
    ...{ rows, read, encode, decode, report },
    step: picturesAtOnce(picture),
  });
}
