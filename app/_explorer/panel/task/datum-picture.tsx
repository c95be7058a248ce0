"use client";

import { useEffect, useRef } from "react";
import { useAtlas } from "../../cloud.ts";
import { drawThumbnail } from "../../draw-thumbnail.ts";
import { useExplorer } from "../../store.ts";
import css from "./task.module.css";

/** One picture of the data. */
export function DatumPicture({ row }: { row: number }) {
  const atlas = useAtlas((s) => s.image);
  const layout = useExplorer((s) => s.card?.dataset.atlas);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (layout) drawThumbnail(canvas.current, atlas, layout, row);
  }, [atlas, layout, row]);
  if (!layout) return null;
  return <canvas ref={canvas} className={css.datum} width={layout.cell} height={layout.cell} />;
}
