import type { ImageSet } from "../image-set.ts";
import { FACE_BYTES, SIDE } from "./draw.ts";
import { readFaces } from "./files.ts";
import { COLUMNS, DRAWN_BY } from "./rule.ts";

/** The faces of seeds 0, 1, 2 …, each with what is known of it. Rejects in one sentence when they were not drawn. */
export async function loadAvatars(read: () => Promise<Uint8Array> = readFaces): Promise<ImageSet> {
  const faces = await read();
  const count = faces.length / FACE_BYTES;
  const size = FACE_BYTES - COLUMNS.length;
  const images = new Float32Array(count * size);
  const columns = COLUMNS.map(() => new Uint8Array(count));
  for (let row = 0; row < count; row++) {
    const start = row * FACE_BYTES;
    for (const [index, column] of columns.entries()) column[row] = faces[start + index] as number;
    const pixels = start + COLUMNS.length;
    for (let i = 0; i < size; i++) images[row * size + i] = (faces[pixels + i] as number) / 255;
  }
  const [labels = new Uint8Array(), ...values] = columns;
  const [classes, ...attributes] = COLUMNS;
  return {
    id: "avatars",
    name: "Avatars, drawn by rule",
    source: `${DRAWN_BY}; seeds 0 to ${count - 1}`,
    licence: "CC0 1.0, a remix of Lorelei by Lisa Wischofsky",
    classNames: classes?.names ?? [],
    classesAre: classes?.name,
    classColors: classes?.colors,
    attributes: attributes.map((attribute, index) => ({
      ...attribute,
      values: values[index] ?? new Uint8Array(),
    })),
    imageShape: [SIDE, SIDE, 3],
    count,
    images,
    labels,
  };
}
