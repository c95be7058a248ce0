import { z } from "zod";
import type { EdgeSettings } from "./edge/edge.ts";
import { parseHost } from "./edge/gate.ts";
import { ENGINE_CHOICES, type EngineChoice } from "./engine/select-engine.ts";

const TOKEN_MIN_CHARS = 16;
/** What an error must not repeat. */
const SECRETS = ["METRICS_TOKEN"];

const port = z.coerce.number().int().min(0).max(65_535);

const schema = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default("0.0.0.0"),
  ENGINE: z
    .string()
    .default("auto")
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(ENGINE_CHOICES)).max(4)),
  DATABASE_URL: z.string().min(1).default("file:./data/latent-commons.db"),
  ARTIFACTS: z.string().min(1).default("server/artifacts"),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("warn"),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, "an address without a path, like https://class.example.org")
    .transform((text) => new URL(text))
    .optional(),
  PROXY_HOPS: z.coerce.number().int("a whole number").min(0).max(9).default(0),
  ALLOWED_HOSTS: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((host) => host.trim().toLowerCase() || []))
    .refine((hosts) => hosts.every((host) => parseHost(host)), "names with commas between them"),
  METRICS_TOKEN: z
    .string()
    .min(TOKEN_MIN_CHARS, `it needs at least ${TOKEN_MIN_CHARS} characters`)
    .optional(),
  METRICS_PORT: port.min(1).optional(),
  ROOMS_KEPT_DAYS: z.coerce.number().int("a whole number").min(1).default(365),
  FRAME_ANCESTORS: z
    .string()
    .regex(
      /^[^;,\r\n]+$/,
      "as Content-Security-Policy writes it, like 'self' https://lms.example.org",
    )
    .default("'self'"),
});

/** The settings of one server, read once. */
export interface Config extends EdgeSettings {
  readonly port: number;
  readonly host: string;
  /** Engines that decode side by side. */
  readonly engines: readonly EngineChoice[];
  readonly databaseUrl: string;
  readonly artifacts: string;
  readonly logLevel: string;
  /** Rooms that nobody opened for this long are removed. */
  readonly roomsKeptDays: number;
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
    const shown = SECRETS.includes(name) ? name : `${name}=${env[name]}`;
    throw new Error(`${shown} cannot be used: ${issue?.message}`);
  }
  const { data } = parsed;
  if (data.METRICS_PORT !== undefined && data.METRICS_PORT === data.PORT)
    throw new Error(`METRICS_PORT=${data.METRICS_PORT} cannot be used: it is PORT already`);
  return Object.freeze({
    port: data.PORT,
    host: data.HOST,
    engines: data.ENGINE,
    databaseUrl: data.DATABASE_URL,
    artifacts: data.ARTIFACTS,
    logLevel: data.LOG_LEVEL,
    publicUrl: data.PUBLIC_URL ?? null,
    proxyHops: data.PROXY_HOPS,
    allowedHosts: data.ALLOWED_HOSTS,
    frameAncestors: data.FRAME_ANCESTORS,
    metricsToken: data.METRICS_TOKEN ?? null,
    metricsPort: data.METRICS_PORT ?? null,
    roomsKeptDays: data.ROOMS_KEPT_DAYS,
  });
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(url.href);
}
