import type { ElementType } from "../graph/ports.ts";
import { ImportError } from "../import-error.ts";

export const RANGES = ["0..1", "-1..1", "0..255", "logits"] as const;
export type Range = (typeof RANGES)[number];

/** What is known of the numbers of the pictures. */
export interface Evidence {
  min: number;
  max: number;
  /** Between which all but one in a thousand lie: what decides, as a few may go over. */
  low: number;
  high: number;
  type: ElementType | undefined;
  /** The operator that the numbers come from, beside those that only move them. */
  last: string | undefined;
}

/** Operators after which numbers lie within a range, whatever the weights are. */
const BY_OPERATOR: Readonly<Record<string, Range>> = {
  Sigmoid: "0..1",
  HardSigmoid: "0..1",
  Softmax: "0..1",
  Tanh: "-1..1",
};

/** Of numbers that no operator bounds: so far a picture in 0..1, and one in −1..1, goes over or falls short. */
const OVER = 0.3;
const OVER_TWO = 0.5;
const BRIGHT = 30;
const OVER_BYTES = 26;
/** Beyond it no picture in −1..1 goes. */
const SURELY_LOGITS = 4;

/**
 * What the numbers mean. @throws ImportError that names the option where two meanings fit, or none
 */
export function chooseRange(evidence: Evidence): { range: Range; why: string } {
  const { min, max, low, high, type, last } = evidence;
  const between = `values between ${short(min)} and ${short(max)}`;
  const known = last === undefined ? undefined : BY_OPERATOR[last];
  if (known) return { range: known, why: `the last operator is a ${last}` };
  if (type !== undefined && !type.includes("float"))
    return { range: "0..255", why: `${type}, ${between}` };
  const fitting = fittingRanges(low, high);
  const [range] = fitting;
  if (range !== undefined && fitting.length === 1) return { range, why: between };
  const options = RANGES.filter((name) => fitting.length === 0 || fitting.includes(name));
  throw new ImportError(
    `Its ${between} fit ${fitting.length === 0 ? "no usual range" : fitting.join(" and ")}: say which with ${options.map((name) => `--range ${name}`).join(" or ")}.`,
  );
}

function fittingRanges(min: number, max: number): Range[] {
  const isNegative = min < -OVER;
  if (!isNegative && max <= 1 + OVER) return ["0..1"];
  if (!isNegative) return max >= BRIGHT && max <= 255 + OVER_BYTES ? ["0..255"] : [];
  if (max >= BRIGHT && min >= -OVER_BYTES)
    return max > 255 + OVER_BYTES ? ["logits"] : ["0..255", "logits"];
  if (min >= -1 - OVER_TWO && max <= 1 + OVER_TWO && min <= -1 + OVER_TWO) return ["-1..1"];
  if (Math.max(-min, max) >= SURELY_LOGITS) return ["logits"];
  return ["-1..1", "logits"];
}

export function short(value: number): string {
  return Number(value.toPrecision(3)).toString().replace("-", "−");
}

/** The same as the graph does afterwards, for a look before: a number of the output becomes one in 0..1. */
export function toUnit(range: Range): (value: number) => number {
  const unit = {
    "0..1": (value: number) => value,
    "-1..1": (value: number) => value / 2 + 0.5,
    "0..255": (value: number) => value / 255,
    logits: (value: number) => 1 / (1 + Math.exp(-value)),
  }[range];
  return (value) => Math.min(1, Math.max(0, unit(value)));
}
