import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { modelIdSchema } from "../protocol/model-card.ts";
import { BACKENDS } from "./backend/backend.ts";
import { DATA_KINDS, type DataKind } from "./data/load-data.ts";
import type { Preset } from "./presets/preset.ts";
import { PRESET_IDS, PRESETS, type PresetId } from "./presets/presets.ts";
import type { RunPlan } from "./run-plan.ts";
import { UsageError } from "./usage-error.ts";

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
  latent: whole(2, 512).optional(),
  limit: whole(60, 1_000_000).optional(),
  out: z.string().min(1).optional(),
  checkpoint: z.string().min(1).optional(),
  data: z.enum(DATA_KINDS).optional(),
  backend: z.enum(BACKENDS).default("auto"),
  resume: z.boolean().default(false),
});

export interface RunOptions extends RunPlan {
  preset: Preset;
  /** Use only this many images, chosen by the seed. */
  limit: number | undefined;
  backend: (typeof BACKENDS)[number];
}

/** Turns `npm run train -- …` arguments into a run. Throws UsageError. */
export function parseRunOptions(argv: string[], root = process.cwd()): RunOptions {
  const { presetId, values } = readFlags(argv);
  const preset = overridden(PRESETS[presetId], values);
  const out = resolve(root, values.out ?? join("server", "artifacts", presetId));
  const id = modelIdSchema.safeParse(basename(out));
  if (!id.success)
    throw new UsageError(`--out must end in a model id: lower-case letters, digits and dashes.`);
  return {
    presetId,
    dataId: preset.data,
    preset,
    id: id.data,
    out,
    checkpoint: resolve(root, values.checkpoint ?? join("out", "checkpoints", `${id.data}.bin`)),
    seed: values.seed,
    limit: values.limit,
    backend: values.backend,
    resume: values.resume,
    command: `npm run train -- ${argv.filter((word) => word !== "--resume").join(" ")}`,
  };
}

type Values = z.infer<typeof valuesSchema>;

/** Flags that stand for a number of the preset, and what it is called there. */
const OVERRIDING = {
  latent: "latentDim",
  epochs: "epochs",
  batch: "batchSize",
  beta: "beta",
} as const;

/** The preset with what the flags say instead. A flag that means nothing to its kind is a mistake. */
function overridden(base: Preset, values: Values): Preset {
  const { data = base.data } = values;
  const before = "latentDim" in base ? base.latentDim : undefined;
  const latentDim = values.latent ?? before;
  const words = data === base.data && latentDim === before ? {} : ownWords(latentDim, data);
  const preset = { ...base, ...words, data };
  for (const [flag, key] of Object.entries(OVERRIDING)) {
    const value = values[flag as keyof typeof OVERRIDING];
    if (value === undefined) continue;
    if (!(key in preset))
      throw new UsageError(`--${flag} means nothing to a model of the kind "${base.kind}".`);
    Object.assign(preset, { [key]: value });
  }
  return preset;
}

/** A preset's own words name its own number of dimensions and its own data. */
function ownWords(
  latentDim: number | undefined,
  data: DataKind,
): Pick<Preset, "title" | "summary"> {
  const dimensions = latentDim === undefined ? "" : ` with ${latentDim} latent dimensions`;
  return {
    title: latentDim === undefined ? `Of ${data}` : `${latentDim} dimensions`,
    summary: `A model of ${data}${dimensions}, trained with own settings.`,
  };
}

function readFlags(argv: string[]): { presetId: PresetId; values: z.infer<typeof valuesSchema> } {
  const known = `Presets: ${PRESET_IDS.join(", ")}; of your own pictures: vae.`;
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
