/** Letters of the pixels that a bench may carry: a drawing of 28 × 28 has some six hundred. */
export const BENCH_PIXELS_MAX_CHARS = 4096;
/** Models shown beside each other; more would not be seen. */
export const BENCH_MODELS_MAX = 12;
export const BENCH_NOISE_MAX = 2;
export const BENCH_BLUR_MAX = 3;
export const BENCH_FACTORS = [1, 2, 4] as const;
/** `none`; the lesson's grey veil N(.5, .5); the same without the grey, N(0, .5). */
export const BENCH_NOISES = ["none", "veil", "zeroMean"] as const;
export const PIXEL_ORIGINS = ["drawing", "upload", "cursor"] as const;

/** What is put on the bench. */
export type BenchSource =
  /** An image of a data set, by its row. */
  | { kind: "datum"; dataset: string; row: number }
  /** What the decoder makes of a place of this room. */
  | { kind: "place"; id: string }
  /** Made or brought by somebody: the bytes of one image, deflated, in base64url. */
  | { kind: "pixels"; from: (typeof PIXEL_ORIGINS)[number]; inverted: boolean; deflated: string }
  /** Pure noise, of which nothing should be made out. */
  | { kind: "noise" };

/** What is done to it, in this order. The same numbers give the same image on every page. */
export interface BenchDamage {
  /** Deviation in pixels. */
  blur: number;
  noise: (typeof BENCH_NOISES)[number];
  /** 1 is the lesson's. */
  level: number;
  /** Share of height and width that a black square in the middle takes. */
  mask: number;
  /** How many times fewer pixels in height and width. */
  factor: (typeof BENCH_FACTORS)[number];
  seed: number;
}

/** All of a workbench: pages compute what it shows. */
export interface BenchState {
  source: BenchSource;
  damage: BenchDamage;
  /** Ids of models that are shown; null: a handful that fits. */
  models: string[] | null;
}

/** The bench that everyone is shown, and by whom. */
export interface ShownBench {
  slot: number;
  state: BenchState;
}
