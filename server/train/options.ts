import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { modelIdSchema } from "../protocol/model-card.ts";
import { BACKENDS } from "./backend.ts";
import { DATA_KINDS } from "./load-data.ts";
import { PRESET_IDS, PRESETS, type Preset, type PresetId } from "./presets.ts";

/** A mistake in the command line: its message is the one sentence the person needs. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const FLAGS = {
  epochs: { type: "string" },
  seed: { type: "string" },
  beta: { type: "string" },
  batch: { type: "string" },
  latent: { type: "string" },
  limit: { type: "string" },
  out: { type: "string" },
  checkpoint: { type: "string" },
  data: { type: "string" },
  backend: { type: "string" },
  resume: { type: "boolean" },
} as const;

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const valuesSchema = z.object({
  epochs: whole(1, 10_000).optional(),
  seed: whole(0, 2 ** 31 - 1).default(7),
  beta: z.coerce.number().positive().max(1000).optional(),
  batch: whole(1, 4096).optional(),
  latent: whole(3, 512).optional(),
  limit: whole(60, 1_000_000).optional(),
  out: z.string().min(1).optional(),
  checkpoint: z.string().min(1).optional(),
  data: z.enum(DATA_KINDS).default("digits"),
  backend: z.enum(BACKENDS).default("auto"),
  resume: z.boolean().default(false),
});

export interface RunOptions {
  presetId: PresetId;
  preset: Preset;
  /** Artefact id: the last part of `out`. */
  id: string;
  /** Absolute artefact folder. */
  out: string;
  /** Absolute checkpoint file. */
  checkpoint: string;
  seed: number;
  /** Use only this many images, chosen by the seed. */
  limit: number | undefined;
  data: (typeof DATA_KINDS)[number];
  backend: (typeof BACKENDS)[number];
  resume: boolean;
  /** What a person types to get this run again. */
  command: string;
}

/** Turns `npm run train -- …` arguments into a run. Throws UsageError. */
export function parseRunOptions(argv: string[], root = process.cwd()): RunOptions {
  const { presetId, values } = readFlags(argv);
  const base = PRESETS[presetId];
  const latentDim = values.latent ?? base.latentDim;
  const preset: Preset = {
    ...base,
    ...(latentDim === base.latentDim ? {} : describeDimensions(latentDim)),
    latentDim,
    // Three dimensions are their own picture; more need a projection.
    projection: latentDim === 3 ? "identity" : "pca",
    epochs: values.epochs ?? base.epochs,
    beta: values.beta ?? base.beta,
    batchSize: values.batch ?? base.batchSize,
  };
  const out = resolve(root, values.out ?? join("server", "artifacts", presetId));
  const id = modelIdSchema.safeParse(basename(out));
  if (!id.success)
    throw new UsageError(`--out must end in a model id: lower-case letters, digits and dashes.`);
  return {
    presetId,
    preset,
    id: id.data,
    out,
    checkpoint: resolve(root, values.checkpoint ?? join("out", "checkpoints", `${id.data}.bin`)),
    seed: values.seed,
    limit: values.limit,
    data: values.data,
    backend: values.backend,
    resume: values.resume,
    command: `npm run train -- ${argv.filter((word) => word !== "--resume").join(" ")}`,
  };
}

/** A preset's own words name its own number of dimensions. */
function describeDimensions(latentDim: number): Pick<Preset, "title" | "summary"> {
  return {
    title: `${latentDim} dimensions`,
    summary: `A convolutional VAE with ${latentDim} latent dimensions, trained with own settings.`,
  };
}

function readFlags(argv: string[]): { presetId: PresetId; values: z.infer<typeof valuesSchema> } {
  const known = `Presets: ${PRESET_IDS.join(", ")}.`;
  const { positionals, values } = parseWords(argv);
  const [name, ...extra] = positionals;
  if (name === undefined) throw new UsageError(`Name a preset. ${known}`);
  if (extra.length > 0)
    throw new UsageError(`One preset at a time; got also "${extra.join(" ")}".`);
  const preset = z.enum(PRESET_IDS).safeParse(name);
  if (!preset.success) throw new UsageError(`There is no preset "${name}". ${known}`);
  const parsed = valuesSchema.safeParse(values);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const flag = String(issue?.path[0] ?? "");
    const value = values[flag as keyof typeof values];
    throw new UsageError(`--${flag} ${value}: ${issue?.message ?? "not understood"}.`);
  }
  return { presetId: preset.data, values: parsed.data };
}

function parseWords(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: FLAGS, allowPositionals: true, strict: true });
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(text.split(". ")[0]?.concat(".") ?? text, { cause });
  }
}
