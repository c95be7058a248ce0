/** One person in one room, for as long as their place is kept. */
export interface Session {
  readonly slot: number;
  /** Hash of the secret that resumes this session; a new one with each resume. */
  tokenHash: string;
  /** Of the secret before, until the page has shown that it holds the new one. */
  formerHash: string | null;
  /** The same in all tabs of a browser. */
  readonly browserId: string;
  name: string;
  color: string;
  connection: { state: "online" } | { state: "lost"; since: number };
  /** Chose to show their cursor to nobody. */
  hidden: boolean;
  cursor: Cursor;
}

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
