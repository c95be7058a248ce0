import { readPixels } from "../../../image-files/read-pixels.ts";
import { imageAt, type Mosaic, type NearestImage, nearestImage } from "./nearest-images.ts";

/** What the page asks; the picture of all images is fetched once. */
export interface NearestQuestion {
  id: number;
  file: string;
  columns: number;
  shape: Mosaic["shape"];
  /** Among these rows. */
  from: number;
  to: number;
  images: readonly Uint8Array[];
  /** Rows of the data that are asked like images of their own, themselves passed over. */
  rows: readonly number[];
}

export interface NearestAnswer {
  /** For each image, with the pixels of what is nearest. */
  images: (NearestImage & { pixels: Uint8Array })[];
  /** For each row. */
  rows: NearestImage[];
}

export interface NearestReply {
  id: number;
  /** Null: it could not be found out. */
  answer: NearestAnswer | null;
}

/** The part of a worker's global scope that is used; TypeScript's own types for it do not go with those of pages. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<NearestQuestion>) => void) | null;
  postMessage: (reply: NearestReply) => void;
}

const scope = globalThis as unknown as WorkerScope;
let mosaic: { file: string; read: Promise<Mosaic> } | null = null;

scope.onmessage = async ({ data }) => {
  try {
    scope.postMessage({ id: data.id, answer: await answer(data) });
  } catch (cause) {
    console.warn("The nearest images were not found.", cause);
    // The next question reads the picture again.
    mosaic = null;
    scope.postMessage({ id: data.id, answer: null });
  }
};

async function answer(question: NearestQuestion): Promise<NearestAnswer> {
  if (mosaic?.file !== question.file) mosaic = { file: question.file, read: read(question) };
  const all = await mosaic.read;
  const { from, to } = question;
  return {
    images: question.images.map((image) => {
      const found = nearestImage(all, image, { from, to });
      return { ...found, pixels: imageAt(all, found.row) };
    }),
    rows: question.rows.map((row) =>
      nearestImage(all, imageAt(all, row), { from, to, except: row }),
    ),
  };
}

async function read({ file, columns, shape }: NearestQuestion): Promise<Mosaic> {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file} was answered with ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { pixels: await readPixels(bytes, shape[2]), columns, shape };
}
