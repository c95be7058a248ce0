import { readOnnx } from "../graph/read-model.ts";
import { ImportError } from "../import-error.ts";
import type { Report } from "../report.ts";
import { EngineError, type Runner } from "../runner/runner.ts";
import { type LatentInput, latentInput } from "./latent-input.ts";
import type { Probe } from "./probe.ts";

/** Reads a decoder and opens it as it is. @throws ImportError in one sentence, the engine's own words in it */
export async function openDecoder(
  path: string,
  { runner, report }: { runner: Runner; report: Report },
): Promise<Probe> {
  const file = await readOnnx(path);
  const input = latentInput(file);
  report.line(
    `${file.name}: operator set ${file.opset}, ${file.parameters.toLocaleString("en")} weights, latents of ${input.dim} numbers (${input.name} [${sizesOf(input).join(", ")}]).`,
  );
  try {
    await runner.open(file.name, path);
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause;
    throw new ImportError(`The engine cannot open ${file.name}: ${cause.message}`, { cause });
  }
  return { runner, key: file.name, file, input };
}

function sizesOf({ batch, shape }: LatentInput): (number | string)[] {
  return batch === 0 ? [...shape] : [batch ?? "N", ...shape];
}
