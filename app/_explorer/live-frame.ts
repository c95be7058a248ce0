import { useEffect, useRef } from "react";
import { after } from "./after.ts";
import { onLive } from "./live.ts";

const drawers = new Set<() => void>();
let asked = false;
let stop = () => {};

function draw(): void {
  asked = false;
  for (const drawer of drawers) drawer();
}

function ask(): void {
  if (asked) return;
  asked = true;
  requestAnimationFrame(draw);
}

/**
 * Calls `drawer` before the next repaint, and after that before the repaint that follows a change of `live`: all drawers
 * share one request, and while nothing changes there is none. Returns the undo.
 */
export function onLiveFrame(drawer: () => void): () => void {
  if (drawers.size === 0) stop = onLive(ask);
  drawers.add(drawer);
  ask();
  return () => {
    drawers.delete(drawer);
    if (drawers.size === 0) stop();
  };
}

/**
 * Runs the newest `drawer` while mounted, at most once in `everyMs`, the last change always included. It must touch the
 * DOM itself, never React state.
 */
export function useLiveFrame(drawer: () => void, everyMs = 0): void {
  const newest = useRef(drawer);
  useEffect(() => {
    newest.current = drawer;
  });
  useEffect(() => {
    let drawnAt = Number.NEGATIVE_INFINITY;
    let cancel: (() => void) | null = null;
    const run = () => {
      const early = drawnAt + everyMs - performance.now();
      if (early > 0) cancel ??= after(early, again);
      else {
        drawnAt = performance.now();
        newest.current();
      }
    };
    const again = () => {
      cancel = null;
      run();
    };
    const stop = onLiveFrame(run);
    return () => {
      cancel?.();
      stop();
    };
  }, [everyMs]);
}
