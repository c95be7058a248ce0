import { isLocalOnly, loadOrigins } from "../../panel/share/addresses.ts";
import { useExplorer } from "../../store.ts";
import { benchState, useBench } from "../bench-store.ts";
import { writeBenchLink } from "./bench-link.ts";

/** A link to this room with what is on the bench, under an address that others reach; null before there is any. */
export async function benchLink(): Promise<string | null> {
  const { room } = useExplorer.getState();
  const state = benchState(useBench.getState());
  if (!room || !state) return null;
  const [reachable] = isLocalOnly() ? await loadOrigins(AbortSignal.timeout(2000)) : [];
  const link = new URL(`/room/${room.id}`, reachable ?? location.origin);
  link.searchParams.set("bench", writeBenchLink(state));
  return link.href;
}
