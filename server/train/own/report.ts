import type { SplitDataset } from "../data/load-data.ts";
import type { OwnOptions } from "./options.ts";
import type { Collected } from "./read/collect.ts";
import type { ImageSource } from "./read/source.ts";
import type { Twins } from "./twins/find-twins.ts";

/** Things of a kind that are told one by one. */
const TOLD_MAX = 6;
/** Of files that could not be read. */
const SKIPPED_MAX = 10;

const number = new Intl.NumberFormat("en");
export const counted = (value: number): string => number.format(value);

export interface Facts {
  options: Pick<OwnOptions, "fit" | "channels">;
  source: Pick<ImageSource, "source" | "said" | "count">;
  collected: Pick<Collected, "sizes" | "enlarged" | "skipped">;
  twins: Twins;
  /** Held-out pictures whose twin a split without care would have trained on. */
  leak: number;
  split: SplitDataset;
}

/** What was found, what was left out, and what was made of it: a line each. */
export function reportOf({ options, source, collected, twins, leak, split }: Facts): string[] {
  const { all, train, validation, heldOut, splitSeed } = split;
  const [side, , channels] = all.imageShape;
  const { sizes, enlarged, skipped } = collected;
  const fit = options.fit === "crop" ? "the middle cut out" : "whole, the border's colour around";
  const colour = channels === 3 ? "colour" : options.channels ? "grey" : "grey, as all of them are";
  return [
    `${counted(all.count)} pictures in ${source.source}`,
    ...source.said.map(labelled("")),
    labelled("sizes")(listed(sizes)),
    ...(enlarged > 0
      ? [labelled("")(`${counted(enlarged)} are smaller than ${side} pixels and were enlarged`)]
      : []),
    labelled("classes")(listed(classCounts(all))),
    ...(skipped.length > 0 ? [labelled("left out")(skippedText(skipped))] : []),
    labelled("twins")(twinsText(twins, leak)),
    labelled("made")(`${side} × ${side}, ${colour}; ${fit}; transparent is white`),
    labelled("split")(
      `${counted(train.count)} to learn from, ${counted(validation.count)} to choose the best epoch by, ${counted(heldOut.count)} held out (seed ${splitSeed})`,
    ),
  ];
}

const labelled =
  (name: string) =>
  (text: string): string =>
    `  ${name.padEnd(9)} ${text}`;

function listed(items: readonly (readonly [name: string, count: number])[]): string {
  const told = items.slice(0, TOLD_MAX).map(([name, count]) => `${name} (${counted(count)})`);
  const more = items.length - told.length;
  return [...told, ...(more > 0 ? [`and ${counted(more)} more`] : [])].join(", ");
}

function classCounts({ classNames, labels }: SplitDataset["all"]): [string, number][] {
  const counts = new Uint32Array(classNames.length);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return classNames.map((name, i) => [name, counts[i] ?? 0]);
}

function skippedText(skipped: Collected["skipped"]): string {
  const told = skipped.slice(0, SKIPPED_MAX).map(({ name, reason }) => `${name} ${reason}`);
  const more = skipped.length - told.length;
  const rest = more > 0 ? `; and ${counted(more)} more` : "";
  return `${counted(skipped.length)}: ${told.join("; ")}${rest}`;
}

function twinsText({ exact, near }: Twins, leak: number): string {
  if (exact + near === 0) return "none";
  const found = `${counted(exact)} the same pixel by pixel, ${counted(near)} nearly; twins lie on one side of the split`;
  return leak === 0 ? found : `${found} (else ${counted(leak)} held-out pictures would be known)`;
}
