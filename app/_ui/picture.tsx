"use client";

import { useEffect, useRef } from "react";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { createPainter } from "./paint.ts";
import css from "./picture.module.css";

interface PictureProps {
  /** height × width × channels, 0..255; null while it is on its way. */
  pixels: Uint8Array | null;
  shape: ModelCard["imageShape"];
  /** What it shows; without one it is decoration, and what it shows stands beside it. */
  label?: string;
}

/** One image, pixel by pixel, as large as its place. */
export function Picture({ pixels, shape, label }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current && pixels) createPainter(canvas.current, shape)(pixels);
  }, [pixels, shape]);
  const [height, width] = shape;
  return (
    <canvas
      ref={canvas}
      className={css.picture}
      style={{ aspectRatio: `${width} / ${height}` }}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    />
  );
}
