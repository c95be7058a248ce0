import { DataMissingError } from "../data/data-missing.ts";

/** How it ended for a model that could not be measured. */
export interface Outcome {
  ok: boolean;
  /** Why nothing was measured, where nothing is wrong with the model. */
  skipped?: string;
  faults: string[];
}

/**
 * A broken folder is that model's fault. That data are not on this machine is nobody's: it is said aloud, and fails only
 * where that is asked for.
 */
export function outcomeOf(cause: unknown, { strict }: { strict: boolean }): Outcome {
  const message = cause instanceof Error ? cause.message : String(cause);
  return cause instanceof DataMissingError && !strict
    ? { ok: true, skipped: message, faults: [] }
    : { ok: false, faults: [message] };
}
