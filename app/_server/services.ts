import { SERVICES, type Services } from "../../server/services.ts";

/** @throws Error during a build, when no server runs: pages that call this must be dynamic. */
export function services(): Services {
  const running = (globalThis as { [SERVICES]?: Services })[SERVICES];
  if (!running) throw new Error("the Latent Commons server is not running in this process");
  return running;
}

/** What a page asked for: there, not there, or not to be known while the database is away. */
export type Answer<T> = { found: T } | "none" | "unavailable";

/** The failure itself was logged where it happened; a page can only say that it happened. */
export async function answered<T>(reading: Promise<T | null>): Promise<Answer<T>> {
  try {
    const found = await reading;
    return found === null ? "none" : { found };
  } catch (cause) {
    console.error("a page could not be drawn from the store:", String(cause));
    return "unavailable";
  }
}
