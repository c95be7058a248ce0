import type { Range } from "../decide/range.ts";
import { short } from "../decide/range.ts";
import { ImportError } from "../import-error.ts";
import type { ImageRange } from "./fold-encoder.ts";

const RANGES: readonly ImageRange[] = ["0..1", "-1..1", "0..255"];
/** Another range than the decoder's must be so much better. */
const CLEARLY = 0.7;

/**
 * What the encoder wants to be given: the range under which its codes fit best.
 * @param misfit how badly they do, 0 is perfect; what it rejects with, fits not at all
 */
export async function chooseImageRange(
  decoders: Range | undefined,
  misfit: (range: ImageRange) => Promise<number>,
): Promise<{ range: ImageRange; badness: number; why: string }> {
  const own = decoders === "logits" ? "0..1" : decoders;
  const tried: { range: ImageRange; badness: number }[] = [];
  let failure: unknown;
  for (const range of RANGES) {
    try {
      const badness = await misfit(range);
      if (Number.isFinite(badness)) tried.push({ range, badness });
    } catch (cause) {
      if (!(cause instanceof ImportError)) throw cause;
      failure = cause;
    }
  }
  const [best] = tried.toSorted((a, b) => a.badness - b.badness);
  if (best === undefined) throw failure ?? new ImportError("The encoder gives no numbers.");
  const usual = tried.find(({ range }) => range === own);
  const chosen = usual && best.badness > CLEARLY * usual.badness ? usual : best;
  const all = tried.map(({ range, badness }) => `${range.replace("-", "−")}: ${short(badness)}`);
  return { ...chosen, why: all.join(", ") };
}
