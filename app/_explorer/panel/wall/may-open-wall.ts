import { mayHost } from "../../right.ts";
import type { ExplorerState } from "../../store.ts";

/** Hosts at any time; anyone else while nobody's names, pictures or presence are kept from them. */
export function mayOpenWall(state: ExplorerState): boolean {
  const { paused, hidden } = state.lesson;
  return mayHost(state) || !(paused || hidden.names || hidden.images || hidden.cursors);
}
