import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { fromUnknown } from "../protocol/errors.ts";

const LOG_MS = 1000;

/** Says that decoding fails at most once a second, with how often it did since the last line. */
export function createFailureLog(
  log: Log,
  { now }: Pick<Clock, "now">,
): (cause: unknown, modelId: string) => void {
  let unsaid = 0;
  let saidAt = Number.NEGATIVE_INFINITY;
  return (cause, modelId) => {
    unsaid++;
    if (now() - saidAt < LOG_MS) return;
    const { code, message, cause: deeper } = fromUnknown(cause);
    const reason = deeper instanceof Error ? deeper.message : message;
    log.error({ modelId, code, cause: reason, failures: unsaid }, "decoding fails");
    unsaid = 0;
    saidAt = now();
  };
}
