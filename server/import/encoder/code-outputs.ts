import type { OnnxFile } from "../graph/read-model.ts";
import { ImportError } from "../import-error.ts";

/** Where in the encoder's outputs a code lies. */
export interface CodeOutputs {
  mean: string;
  /** ln σ² of it, where there is a posterior. */
  logVar: string | undefined;
  /** Both lie in the output `mean`, one after the other. */
  isJoined: boolean;
}

const MEAN = /mu|mean|loc/i;
const LOG_VAR = /log_?var|lv$/i;
const SPREAD = /sigma|std|scale/i;

/** @throws ImportError when no output is as wide as a latent */
export function codeOutputs(
  { name: file }: OnnxFile,
  sizes: ReadonlyMap<string, number>,
  dim: number,
): CodeOutputs {
  const wide = [...sizes].filter(([, size]) => size === dim).map(([name]) => name);
  const isSpread = (name: string) => LOG_VAR.test(name) || SPREAD.test(name);
  const points = wide.filter((name) => !isSpread(name));
  const mean = points.find((name) => MEAN.test(name)) ?? points[0];
  const joined = [...sizes].find(([, size]) => size === 2 * dim)?.[0];
  if (mean !== undefined) {
    const others = wide.filter((name) => name !== mean && !SPREAD.test(name));
    const isNamed = others.some((name) => MEAN.test(name));
    const second = isNamed || wide.indexOf(mean) > 0 ? undefined : others[0];
    return { mean, logVar: others.find((name) => LOG_VAR.test(name)) ?? second, isJoined: false };
  }
  if (joined !== undefined) return { mean: joined, logVar: undefined, isJoined: true };
  const given = [...sizes].map(([name, size]) => `${name} ${size}`).join(", ");
  throw new ImportError(
    `The encoder ${file} gives ${given || "nothing"}; the decoder takes ${dim} numbers.`,
  );
}
