import { live, onLive } from "../live.ts";
import { useExplorer } from "../store.ts";

const EVERY_MS = 100;

/** Copies the own latent into the store for the sliders, at most ten times a second, the last move always included. */
export function keepShownZ(): () => void {
  let copied: Float32Array | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const copy = () => {
    timer = null;
    if (live.z === copied) return;
    copied = live.z;
    useExplorer.setState({ shownZ: Array.from(live.z) });
    timer = setTimeout(copy, EVERY_MS);
  };
  const stop = onLive(() => {
    if (timer === null) copy();
  });
  copy();
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
}
