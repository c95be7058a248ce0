/** How a picture becomes square: the middle is cut out, or all of it is kept and its border's colour put around. */
export const FITS = ["crop", "contain"] as const;
export type Fit = (typeof FITS)[number];

/** What every picture is made into: three channels, `size` × `size`. */
export interface Target {
  size: number;
  fit: Fit;
}

export interface Dimensions {
  width: number;
  height: number;
}

/** A picture as training gets it, bytes row by row, red, green, blue; and how large it was, upright. */
export interface Fitted extends Dimensions {
  pixels: Uint8Array;
}

/** A folder or a file of pictures that was opened and counted, and is read picture by picture. */
export interface ImageSource {
  /** For the description of the data set: "folder shapes". */
  source: string;
  /** How many pictures are claimed; some may turn out to be none. */
  count: number;
  /** At most 64. */
  classNames: string[];
  /** Of every picture an index into the names. */
  labels: Uint8Array;
  /** What was understood and what was left out, in sentences. */
  said: string[];
  /** How a person finds the picture again: a path inside the folder, a row. */
  nameOf(row: number): string;
  /** Without decoding it. Rejects with UnreadablePicture. */
  dimensions(row: number): Promise<Dimensions>;
  /** Rejects with UnreadablePicture, and the others go on. */
  read(row: number, target: Target): Promise<Fitted>;
  close(): Promise<void>;
}

/** One picture is none, or a broken one. Its message says why, after its name: "is damaged". */
export class UnreadablePicture extends Error {
  override readonly name = "UnreadablePicture";
}
