"use client";

import { useEffect, useRef } from "react";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { createPainter } from "../../../../_ui/paint.ts";
import css from "./posterior.module.css";

/** An image with a word below it. */
export function Picture({
  card: { imageShape },
  pixels,
  caption,
}: {
  card: ModelCard;
  pixels: Uint8Array | undefined;
  caption: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current && pixels) createPainter(canvas.current, imageShape)(pixels);
  }, [pixels, imageShape]);
  return (
    <figure className={css.picture}>
      <canvas ref={canvas} />
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
