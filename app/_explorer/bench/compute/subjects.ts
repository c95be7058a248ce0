/** What mends an image without having learnt anything, or as little as a matrix holds. */
const BASELINES = ["damaged", "median", "smooth", "linear", "bilinear", "bicubic"] as const;
export type Baseline = (typeof BASELINES)[number];

/** What one tile of the bench shows: something that makes an image of the damaged one. Files are addresses. */
export type Subject =
  | { kind: "baseline"; id: Baseline; map?: string }
  | { kind: "latent"; id: string; encoder: string; decoder: string; latentDim: number }
  | { kind: "restorer"; id: string; restorer: string; factor: number }
  /** Not an image: where the damaged image lies in the latent space, from undamaged to now. */
  | { kind: "way"; id: "way"; encoder: string; latentDim: number };

/** Its files, in the order in which they run. */
export function filesOf(subject: Subject): string[] {
  switch (subject.kind) {
    case "baseline":
      return [];
    case "latent":
      return [subject.encoder, subject.decoder];
    case "restorer":
      return [subject.restorer];
    case "way":
      return [subject.encoder];
    default:
      return subject satisfies never;
  }
}
