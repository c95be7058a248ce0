"use client";

import { useEffect, useRef } from "react";
import { useAtlas } from "../../cloud.ts";
import { drawThumbnail } from "../../draw-thumbnail.ts";
import { useExplorer } from "../../store.ts";
import css from "./task.module.css";

/** One picture of the data. */
export function DatumPicture({ row }: { row: number }) {
  const atlas = useAtlas((s) => s.image);
  const dataset = useExplorer((s) => s.card?.dataset);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (dataset) drawThumbnail(canvas.current, atlas, dataset, row);
  }, [atlas, dataset, row]);
  return <canvas ref={canvas} className={css.datum} data-testid="datum-picture" />;
}
