/** What can be said of a figure beside its number. */
export interface KnownFigure {
  /** Its name in the catalogue, which takes no dots. */
  text: FigureText;
  unit: "nats" | "natsPerPixel" | "decibels" | "percent" | "number";
  /** Which of two values is the better one; null: neither. */
  better: "lower" | "higher" | null;
  /** The attribute of the data that it is about. */
  of?: string;
}

type FigureText = (typeof FIGURES)[number]["text"];

/** Figures that cards may hold, in the order in which they are shown. `docs/figures.md` tells how each is measured. */
const FIGURES = [
  { key: "negativeElbo", text: "negativeElbo", unit: "nats", better: "lower" },
  { key: "reconstructionNats", text: "reconstructionNats", unit: "nats", better: "lower" },
  { key: "klNats", text: "klNats", unit: "nats", better: null },
  { key: "bce", text: "bce", unit: "natsPerPixel", better: "lower" },
  { key: "bce.floor", text: "bceFloor", unit: "natsPerPixel", better: null },
  { key: "mse", text: "mse", unit: "number", better: "lower" },
  { key: "psnr", text: "psnr", unit: "decibels", better: "higher" },
  { key: "ssim", text: "ssim", unit: "number", better: "higher" },
  { key: "psnr.veil", text: "psnrVeil", unit: "decibels", better: "higher" },
  { key: "psnr.zeroMean", text: "psnrZeroMean", unit: "decibels", better: "higher" },
  { key: "bce.veil", text: "bceVeil", unit: "natsPerPixel", better: "lower" },
  { key: "bce.zeroMean", text: "bceZeroMean", unit: "natsPerPixel", better: "lower" },
  { key: "knn10", text: "knn10", unit: "percent", better: "higher" },
  { key: "knn10.", text: "knn10Of", unit: "percent", better: "higher" },
  { key: "labelAgreement", text: "labelAgreement", unit: "percent", better: "higher" },
  { key: "labelLeak", text: "labelLeak", unit: "percent", better: "lower" },
  { key: "labelAccuracy", text: "labelAccuracy", unit: "percent", better: "higher" },
  { key: "priorDistance", text: "priorDistance", unit: "number", better: "lower" },
  { key: "discriminatorLoss", text: "discriminatorLoss", unit: "number", better: "higher" },
  { key: "lessonLoss", text: "lessonLoss", unit: "nats", better: "lower" },
  { key: "squaredErrorTotal", text: "squaredErrorTotal", unit: "nats", better: "lower" },
] as const;

/** Baselines that are as good as can be: nothing loses to them. */
export const BOUNDS: ReadonlySet<string> = new Set(["fresh", "blind"]);

const BY_KEY: ReadonlyMap<string, KnownFigure> = new Map(
  FIGURES.map((figure) => [figure.key, figure]),
);
const ORDER: readonly string[] = FIGURES.map(({ key }) => key);

/** `knn10.` stands for that of each attribute: data bring their own. */
const stemOf = (key: string) => (key.startsWith("knn10.") ? "knn10." : key);

export function knownFigure(key: string): KnownFigure | null {
  const stem = stemOf(key);
  const known = BY_KEY.get(stem);
  if (!known) return null;
  return stem === key ? known : { ...known, of: key.slice(stem.length) };
}

/** Known ones in their order, then the others by name. */
export function compareKeys(a: string, b: string): number {
  const place = (key: string) => {
    const at = ORDER.indexOf(stemOf(key));
    return at < 0 ? ORDER.length : at;
  };
  return place(a) - place(b) || a.localeCompare(b, "en");
}
