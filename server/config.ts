import { z } from "zod";
import { ENGINE_CHOICES, type EngineChoice } from "./engine/select-engine.ts";

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default("0.0.0.0"),
  ENGINE: z
    .string()
    .default("auto")
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(ENGINE_CHOICES)).max(4)),
  DATABASE_URL: z.string().min(1).default("file:./data/latent-commons.db"),
  ARTIFACTS: z.string().min(1).default("server/artifacts"),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("warn"),
});

/** The settings of one server, read once. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Engines that decode side by side. */
  readonly engines: readonly EngineChoice[];
  readonly databaseUrl: string;
  readonly artifacts: string;
  readonly logLevel: string;
}

/**
 * The only reader of the environment.
 * @throws Error naming the variable, what it holds and what it may hold
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = schema.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== "")),
  );
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    throw new Error(`${name}=${env[name]} cannot be used: ${issue?.message}`);
  }
  const { PORT, HOST, ENGINE, DATABASE_URL, ARTIFACTS, LOG_LEVEL } = parsed.data;
  return Object.freeze({
    port: PORT,
    host: HOST,
    engines: ENGINE,
    databaseUrl: DATABASE_URL,
    artifacts: ARTIFACTS,
    logLevel: LOG_LEVEL,
  });
}
