import { useEffect, useRef } from "react";

type Draw = (now: number) => void;

const drawers = new Set<Draw>();
let running = false;

function tick(now: number): void {
  for (const draw of drawers) draw(now);
  running = drawers.size > 0;
  if (running) requestAnimationFrame(tick);
}

/** Calls `draw` before each repaint until the returned undo is called. All drawers share one loop. */
export function onAnimationFrame(draw: Draw): () => void {
  drawers.add(draw);
  if (!running) {
    running = true;
    requestAnimationFrame(tick);
  }
  return () => drawers.delete(draw);
}

/**
 * Runs the newest `draw` before each repaint while mounted and `running`, and once whenever one of them changes. It must
 * touch the DOM itself, never React state.
 */
export function useAnimationFrame(draw: Draw, running: boolean): void {
  const newest = useRef(draw);
  useEffect(() => {
    newest.current = draw;
    if (!running) draw(performance.now());
  });
  useEffect(() => {
    return running ? onAnimationFrame((now) => newest.current(now)) : undefined;
  }, [running]);
}
