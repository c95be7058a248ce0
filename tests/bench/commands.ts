import type { Reply } from "../../server/protocol/commands.ts";
import { createSamples } from "./samples.ts";
import type { Figures } from "./turns.ts";

/** Counts commands, how long each took, and what the server said no to. */
export interface CommandLog {
  /** The accepted value; null when it was refused or the connection ended, which is counted. */
  note: <T>(asked: Promise<unknown>) => Promise<T | null>;
  figures: () => Figures;
  /** Refusals by code. */
  refused: ReadonlyMap<string, number>;
}

export function logCommands(): CommandLog {
  const begin = performance.now();
  const times = createSamples();
  const refused = new Map<string, number>();
  let accepted = 0;
  const refuse = (code: string) => {
    refused.set(code, (refused.get(code) ?? 0) + 1);
    return null;
  };
  return {
    async note<T>(asked: Promise<unknown>) {
      const at = performance.now();
      try {
        const reply = (await asked) as Reply<T>;
        if (!reply.ok) return refuse(reply.fault.code);
        accepted++;
        times.add(performance.now() - at);
        return reply.value;
      } catch {
        return refuse("connection");
      }
    },
    figures: () => ({
      accepted_per_s: accepted / ((performance.now() - begin) / 1000),
      refused: [...refused.values()].reduce((sum, count) => sum + count, 0),
      reply_ms: times.spread(),
    }),
    refused,
  };
}
