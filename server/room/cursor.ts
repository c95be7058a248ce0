/** Where someone is, and what the decoder draws there. */
export interface Cursor {
  z: Float32Array;
  /** Rises with each accepted move; 0 before the first. */
  seq: number;
  /** Pixels, or a WebP file where images are large. */
  image: Uint8Array | null;
  /** The move that `image` belongs to. */
  imageSeq: number;
  /** When it came, milliseconds. */
  imageAt: number;
  /** When the room was last told one, milliseconds. */
  imageToldAt: number;
  /** Not yet told to the room. */
  placeChanged: boolean;
  imageChanged: boolean;
}

export function createCursor(latentDim: number): Cursor {
  return {
    z: new Float32Array(latentDim),
    seq: 0,
    image: null,
    imageSeq: 0,
    imageAt: Number.NEGATIVE_INFINITY,
    imageToldAt: Number.NEGATIVE_INFINITY,
    placeChanged: false,
    imageChanged: false,
  };
}
