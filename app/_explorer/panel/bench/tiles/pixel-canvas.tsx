"use client";

import { useEffect, useRef } from "react";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { createPainter } from "../../../../_ui/paint.ts";
import css from "./tile.module.css";

/** One image, pixel by pixel; empty while there is none. */
export function PixelCanvas({
  pixels,
  shape,
  label,
  testId,
}: {
  pixels: ArrayLike<number> | null;
  shape: ModelCard["imageShape"];
  label: string;
  testId?: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current && pixels) createPainter(canvas.current, shape)(pixels);
  }, [pixels, shape]);
  return (
    <canvas
      ref={canvas}
      className={css.canvas}
      role="img"
      aria-label={label}
      data-testid={testId}
      data-drawn={pixels !== null}
    />
  );
}
