import type { Catalog } from "./catalog.ts";
import type { Engine, EngineKind } from "./engine.ts";
import { ENGINES } from "./engines.ts";
import { hasHardwareGpu } from "./machine.ts";

/** A value of ENGINE: `auto`, a family, or the id of one engine. */
export type EngineChoice = string;
export const ENGINE_CHOICES: readonly EngineChoice[] = [
  ...new Set(["auto", ...ENGINES.flatMap(({ family, id }) => [family, id])]),
];

/**
 * Makes the engine that was asked for. A forced engine that cannot load is an error, never another engine.
 * @throws Error that names each attempt and why it failed
 */
export async function selectEngine(catalog: Catalog, choice: EngineChoice): Promise<Engine> {
  const failures: string[] = [];
  for (const kind of attempts(choice)) {
    try {
      const engine = await kind.load(catalog);
      // Without its GPU such an engine is slower than ONNX on the CPU.
      if (choice !== "auto" || !kind.capabilities.gpu || engine.info.device !== "cpu")
        return engine;
      await engine.dispose();
      failures.push(`${kind.id}: it found no GPU`);
    } catch (cause) {
      failures.push(`${kind.id}: ${firstLine(cause)}`);
    }
  }
  const asked =
    choice === "auto" ? "No engine loads" : `ENGINE=${choice} was asked for but does not load`;
  throw new Error(`${asked} (${failures.join("; ")}).`);
}

function attempts(choice: EngineChoice): readonly EngineKind[] {
  const forced = ENGINES.filter(({ id }) => id === choice);
  if (forced.length > 0) return forced;
  const present = ENGINES.filter((kind) => kind.present());
  if (choice !== "auto") return present.filter(({ family }) => family === choice);
  return present.filter(({ capabilities }) => !capabilities.gpu || hasHardwareGpu());
}

function firstLine(cause: unknown): string {
  return (
    (cause instanceof Error ? cause.message : String(cause)).split("\n")[0]?.slice(0, 200) ?? ""
  );
}
