"use client";

import { useEffect, useRef } from "react";
import { createPainter } from "../../../_ui/paint.ts";
import type { LiveCursor } from "../../live.ts";
import { onLiveFrame } from "../../live-frame.ts";
import { useExplorer } from "../../store.ts";

interface LiveCanvasProps {
  /** Reads the cursor whose image is shown; called before each repaint. Must keep its identity. */
  read: () => LiveCursor | undefined;
  label: string;
  testId: string;
  className?: string | undefined;
}

/** A cursor's newest decoded image, painted when it changes and without any React render. */
export function LiveCanvas({ read, label, testId, className }: LiveCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const shape = useExplorer((s) => s.card?.imageShape);
  useEffect(() => {
    if (!ref.current || !shape) return;
    const paint = createPainter(ref.current, shape);
    let shown: Uint8Array | null = null;
    return onLiveFrame(() => {
      const pixels = read()?.pixels ?? null;
      if (!pixels || pixels === shown) return;
      paint(pixels);
      shown = pixels;
    });
  }, [shape, read]);
  return (
    <canvas
      ref={ref}
      role="img"
      aria-label={label}
      data-testid={testId}
      className={className}
      // For places that take the image's shape.
      style={shape && ({ "--ratio": shape[1] / shape[0] } as React.CSSProperties)}
    />
  );
}
